namespace AiChatLocal.Core.Chats;

/// <summary>
/// The messages of a chat are a tree, of which one branch is current. Nothing here touches a reply that is running: who calls sees to that.
/// </summary>
public interface IMessageTree
{
    /// <summary>Makes the branch through a message current, to its newest end.</summary>
    Task<bool> SelectAsync(EntityId chatId, EntityId messageId, CancellationToken cancellationToken);

    /// <summary>Copies the branch from the root to a message, with what is attached, into a chat of its own.</summary>
    /// <param name="fork">The new chat, not stored yet.</param>
    Task<bool> ForkAsync(EntityId chatId, EntityId messageId, Chat fork, CancellationToken cancellationToken);

    /// <summary>Deletes a message and all that follow it. A sibling, else what it followed, becomes the end of the current branch.</summary>
    Task<bool> DeleteFromAsync(EntityId chatId, EntityId messageId, CancellationToken cancellationToken);

    /// <param name="rating">Null takes a rating back.</param>
    Task<bool> RateAsync(EntityId chatId, EntityId messageId, Rating? rating, CancellationToken cancellationToken);
}
