using AiChatLocal.Core;
using Microsoft.Data.Sqlite;

namespace AiChatLocal.Storage.Transfer;

/// <summary>
/// Finds ids for rows that come from elsewhere. One that another thing has is replaced by the next free one: the same each time, so that a
/// second import finds what the first one wrote.
/// </summary>
internal sealed class FreeIds(SqliteConnection connection)
{
    private readonly HashSet<long> _taken = [];

    /// <summary>An id for a message of this chat, and whether that message is stored already.</summary>
    public Task<(EntityId Id, bool IsKnown)> ForMessageAsync(EntityId wanted, EntityId chatId, CancellationToken cancellationToken) =>
        FindAsync(wanted, "SELECT chat_id FROM messages WHERE id = $id", chatId.Value, cancellationToken);

    /// <summary>An id for an attachment of a message that is not stored yet.</summary>
    public async Task<EntityId> ForAttachmentAsync(EntityId wanted, CancellationToken cancellationToken) =>
        (await FindAsync(wanted, "SELECT message_id FROM attachments WHERE id = $id", owner: null, cancellationToken)).Id;

    private async Task<(EntityId Id, bool IsKnown)> FindAsync(EntityId wanted, string ownerOf, long? owner, CancellationToken cancellationToken)
    {
        for (var id = wanted.Value; ; id = id == long.MaxValue ? 0 : id + 1)
        {
            var found = await connection.QueryNumberAsync(ownerOf, cancellationToken, ("$id", id));
            if (found is null && !_taken.Contains(id))
            {
                _taken.Add(id);
                return (new(id), false);
            }

            if (found is not null && found == owner && _taken.Add(id))
            {
                return (new(id), true);
            }
        }
    }
}
