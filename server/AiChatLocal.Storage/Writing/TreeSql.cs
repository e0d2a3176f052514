using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Storage.Entities;
using Microsoft.Data.Sqlite;

namespace AiChatLocal.Storage.Writing;

/// <summary>Changes the tree of a chat's messages, in the transaction of <paramref name="connection"/>.</summary>
internal sealed class TreeSql(SqliteConnection connection, EntityMapping mapping)
{
    private const string Below =
        """
        WITH RECURSIVE below(id) AS (
            SELECT $id UNION ALL SELECT m.id FROM below b JOIN messages m ON m.chat_id = $chat AND m.parent_id = b.id)
        """;

    public static async Task<bool> HasAsync(SqliteConnection connection, EntityId chatId, EntityId messageId, CancellationToken cancellationToken) =>
        await connection.QueryNumberAsync(
            "SELECT 1 FROM messages WHERE id = $id AND chat_id = $chat", cancellationToken, ("$id", messageId.Value), ("$chat", chatId.Value)) is not null;

    public async Task<bool> SelectAsync(EntityId chatId, EntityId messageId, CancellationToken cancellationToken) =>
        await HasAsync(connection, chatId, messageId, cancellationToken)
        && await SetLeafAsync(chatId, await NewestLeafAsync(chatId, messageId.Value, cancellationToken), cancellationToken);

    public async Task<bool> DeleteFromAsync(EntityId chatId, EntityId messageId, CancellationToken cancellationToken)
    {
        var found = await connection.QueryAsync(
            "SELECT parent_id FROM messages WHERE id = $id AND chat_id = $chat",
            row => row.GetNumber(0),
            cancellationToken,
            ("$id", messageId.Value),
            ("$chat", chatId.Value));
        if (found is not [var parent])
        {
            return false;
        }

        var leaf = await connection.QueryNumberAsync("SELECT leaf_id FROM chats WHERE id = $chat", cancellationToken, ("$chat", chatId.Value));
        var deleted = await connection.QueryAsync(
            $"{Below} SELECT id FROM below", row => row.GetInt64(0), cancellationToken, ("$id", messageId.Value), ("$chat", chatId.Value));
        await connection.ExecuteAsync(
            "DELETE FROM messages WHERE id IN (SELECT value FROM json_each($ids))", cancellationToken, ("$ids", $"[{string.Join(',', deleted)}]"));
        if (leaf is { } end && deleted.Contains(end))
        {
            var newest = await AfterDeletionAsync(chatId, parent, messageId.Value, cancellationToken);
            await SetLeafAsync(chatId, newest, cancellationToken);
            await SetLastWordsAsync(chatId, newest, cancellationToken);
        }

        return true;
    }

    public async Task<bool> RateAsync(EntityId chatId, EntityId messageId, Rating? rating, CancellationToken cancellationToken) =>
        await connection.ExecuteAsync(
            "UPDATE messages SET rating = $rating WHERE id = $id AND chat_id = $chat AND role = $assistant",
            cancellationToken,
            ("$rating", (int?)rating),
            ("$id", messageId.Value),
            ("$chat", chatId.Value),
            ("$assistant", (int)MessageRole.Assistant)) > 0;

    /// <summary>The sibling nearest to what was deleted, the older one first; else what it followed.</summary>
    private async Task<long?> AfterDeletionAsync(EntityId chatId, long? parent, long deleted, CancellationToken cancellationToken)
    {
        var sibling = await connection.QueryNumberAsync(
            "SELECT id FROM messages WHERE chat_id = $chat AND parent_id IS $parent ORDER BY id > $deleted, abs(id - $deleted) LIMIT 1",
            cancellationToken,
            ("$chat", chatId.Value),
            ("$parent", parent),
            ("$deleted", deleted));
        return sibling is { } near ? await NewestLeafAsync(chatId, near, cancellationToken) : parent;
    }

    /// <summary>The list of chats must not go on showing words that were deleted.</summary>
    private async Task SetLastWordsAsync(EntityId chatId, long? messageId, CancellationToken cancellationToken)
    {
        var parts = await connection.QueryAsync(
            "SELECT kind, text, details FROM parts WHERE message_id = $id ORDER BY ordinal, id",
            row => mapping.ToPart((PartKind)row.GetInt32(0), row.GetString(1), row.GetText(2)),
            cancellationToken,
            ("$id", messageId));
        await connection.ExecuteAsync(
            "UPDATE chats SET last_words = $words WHERE id = $chat", cancellationToken, ("$words", mapping.LastWords(parts)), ("$chat", chatId.Value));
    }

    private async Task<long?> NewestLeafAsync(EntityId chatId, long messageId, CancellationToken cancellationToken) => await connection.QueryNumberAsync(
        """
        WITH RECURSIVE down(id, depth) AS (
            SELECT $id, 0 UNION ALL
            SELECT (SELECT max(m.id) FROM messages m WHERE m.chat_id = $chat AND m.parent_id = d.id), d.depth + 1 FROM down d WHERE d.id IS NOT NULL)
        SELECT id FROM down WHERE id IS NOT NULL ORDER BY depth DESC LIMIT 1
        """,
        cancellationToken,
        ("$id", messageId),
        ("$chat", chatId.Value));

    private async Task<bool> SetLeafAsync(EntityId chatId, long? leaf, CancellationToken cancellationToken) => await connection.ExecuteAsync(
        "UPDATE chats SET leaf_id = $leaf WHERE id = $chat", cancellationToken, ("$leaf", leaf), ("$chat", chatId.Value)) > 0;
}
