namespace AiChatLocal.Core.Transfer;

/// <summary>Reads and writes whole chats. Failures are <see cref="StorageException"/>.</summary>
public interface IChatArchive
{
    /// <summary>The ids of all chats, in their order.</summary>
    Task<IReadOnlyList<EntityId>> ListAsync(CancellationToken cancellationToken);

    /// <returns>Null when there is no such chat.</returns>
    Task<ArchivedChat?> ReadAsync(EntityId chatId, CancellationToken cancellationToken);

    /// <summary>
    /// Adds a chat, or to a chat that is there the messages that it lacks, in one transaction. It is the same chat when it has the same origin
    /// or id, the same message when it has the same id. What is there is not changed; an id that another thing has is replaced.
    /// </summary>
    Task<Addition> AddAsync(ArchivedChat chat, CancellationToken cancellationToken);

    /// <summary>What <see cref="AddAsync"/> would do.</summary>
    Task<Addition> PlanAsync(ArchivedChat chat, CancellationToken cancellationToken);
}
