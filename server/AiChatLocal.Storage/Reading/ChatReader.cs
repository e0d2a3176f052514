using System.Text;
using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using Microsoft.Data.Sqlite;

namespace AiChatLocal.Storage.Reading;

/// <summary>Reads chats without their messages.</summary>
internal sealed class ChatReader(IContentCodec codec, EntityMapping mapping)
{
    private const string Columns =
        """
        SELECT id, title, created_at, updated_at, model, system_prompt, last_words, leaf_id, title_source, settings, pinned_at, archived_at, folder, tags, origin
        FROM chats
        """;

    /// <summary>Pinned ones first, then the last changed. A chat <paramref name="before"/> that was deleted ends the list: what follows it is not known.</summary>
    public async Task<ChatPage> ListAsync(SqliteConnection connection, ChatFilter filter, int limit, EntityId? before, CancellationToken cancellationToken)
    {
        var where = new StringBuilder(filter.Archived ? "WHERE archived_at IS NOT NULL" : "WHERE archived_at IS NULL");
        where.Append(before is null ? "" : " AND (pinned_at, updated_at, id) < (SELECT pinned_at, updated_at, id FROM chats WHERE id = $before)");
        where.Append(filter.Folder is null ? "" : " AND folder = $folder");
        where.Append(filter.Tag is null ? "" : " AND EXISTS (SELECT 1 FROM json_each(tags) WHERE value = $tag)");
        var chats = await connection.QueryAsync(
            $"{Columns} {where} ORDER BY pinned_at DESC, updated_at DESC, id DESC LIMIT $limit",
            row => Read(row).Chat,
            cancellationToken,
            ("$limit", limit + 1L),
            ("$before", before?.Value),
            ("$folder", filter.Folder is { } folder ? codec.Encode(folder) : null),
            ("$tag", filter.Tag is { } tag ? codec.Encode(tag) : null));
        var hasMore = chats.Count > limit;
        return new(hasMore ? chats[..limit] : chats, hasMore);
    }

    public async Task<ChatLabels> ListLabelsAsync(SqliteConnection connection, CancellationToken cancellationToken) => new(
        await ReadLabelsAsync(connection, "SELECT folder, count(*) FROM chats WHERE folder IS NOT NULL GROUP BY folder", cancellationToken),
        await ReadLabelsAsync(connection, "SELECT t.value, count(*) FROM chats, json_each(chats.tags) t GROUP BY t.value", cancellationToken));

    /// <returns>The chat and the last message of its current branch; null when there is no such chat.</returns>
    public async Task<(Chat Chat, long? Leaf)?> FindAsync(SqliteConnection connection, EntityId chatId, CancellationToken cancellationToken) =>
        await connection.QueryAsync($"{Columns} WHERE id = $id", Read, cancellationToken, ("$id", chatId.Value)) is [var found] ? found : null;

    private async Task<IReadOnlyList<Label>> ReadLabelsAsync(SqliteConnection connection, string sql, CancellationToken cancellationToken)
    {
        var labels = await connection.QueryAsync(sql, row => new Label(codec.Decode(row.GetString(0)), row.GetInt32(1)), cancellationToken);
        return [.. labels.OrderBy(label => label.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    private (Chat Chat, long? Leaf) Read(SqliteDataReader row) => (
        new(
            new(row.GetInt64(0)),
            codec.Decode(row.GetString(1)),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)),
            row.GetText(4),
            Decode(row.GetText(5)),
            Decode(row.GetText(6)),
            (TitleSource)row.GetInt32(8),
            mapping.DecodeSettings(row.GetText(9)),
            row.GetInt64(10) is > 0 and var pinned ? DateTimeOffset.FromUnixTimeMilliseconds(pinned) : null,
            row.GetNumber(11) is { } archived ? DateTimeOffset.FromUnixTimeMilliseconds(archived) : null,
            Decode(row.GetText(12)),
            mapping.DecodeTags(row.GetText(13)),
            row.GetText(14)),
        row.GetNumber(7));

    private string? Decode(string? stored) => stored is null ? null : codec.Decode(stored);
}
