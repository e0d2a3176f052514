using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using Microsoft.Data.Sqlite;

namespace AiChatLocal.Storage.Reading;

/// <summary>Reads chats without their messages.</summary>
internal sealed class ChatReader(IContentCodec codec)
{
    private const string Columns = "SELECT id, title, created_at, updated_at, model, system_prompt, last_words, leaf_id FROM chats";

    /// <summary>The last changed first. A chat <paramref name="before"/> that was deleted ends the list: what follows it is not known.</summary>
    public async Task<ChatPage> ListAsync(SqliteConnection connection, int limit, EntityId? before, CancellationToken cancellationToken)
    {
        const string Behind = "WHERE (updated_at, id) < (SELECT updated_at, id FROM chats WHERE id = $before)";
        var chats = await connection.QueryAsync(
            $"{Columns} {(before is null ? "" : Behind)} ORDER BY updated_at DESC, id DESC LIMIT $limit",
            row => Read(row).Chat,
            cancellationToken,
            ("$limit", limit + 1L),
            ("$before", before?.Value));
        var hasMore = chats.Count > limit;
        return new(hasMore ? chats[..limit] : chats, hasMore);
    }

    /// <returns>The chat and the last message of its current branch; null when there is no such chat.</returns>
    public async Task<(Chat Chat, long? Leaf)?> FindAsync(SqliteConnection connection, EntityId chatId, CancellationToken cancellationToken) =>
        await connection.QueryAsync($"{Columns} WHERE id = $id", Read, cancellationToken, ("$id", chatId.Value)) is [var found] ? found : null;

    private (Chat Chat, long? Leaf) Read(SqliteDataReader row) => (
        new(
            new(row.GetInt64(0)),
            codec.Decode(row.GetString(1)),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)),
            row.GetText(4),
            Decode(row.GetText(5)),
            Decode(row.GetText(6))),
        row.GetNumber(7));

    private string? Decode(string? stored) => stored is null ? null : codec.Decode(stored);
}
