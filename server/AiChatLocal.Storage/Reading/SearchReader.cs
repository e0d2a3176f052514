using System.Text;
using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Storage.Entities;
using Microsoft.Data.Sqlite;

namespace AiChatLocal.Storage.Reading;

/// <summary>
/// Full-text search. Ranking all hits of a common word takes time that grows with the history, so only the newest
/// <see cref="RankedParts"/> parts are ranked (by bm25); hits that are older follow them, the newest first.
/// </summary>
internal sealed class SearchReader(IContentCodec codec)
{
    private const int RankedParts = 20_000;
    private const int SnippetTokens = 16;

    private const string Columns =
        """
        SELECT m.chat_id, m.id, c.title, m.role, m.created_at, f.snippet
        FROM (SELECT rowid, rank AS place, snippet(parts_search, 0, $start, $end, '…', $tokens) AS snippet FROM parts_search
              WHERE parts_search MATCH $query AND
        """;

    private const string Joins = "f JOIN parts p ON p.id = f.rowid JOIN messages m ON m.id = p.message_id JOIN chats c ON c.id = m.chat_id ORDER BY";

    public async Task<IReadOnlyList<SearchHit>> ReadAsync(
        SqliteConnection connection, string match, SearchFilter filter, int limit, CancellationToken cancellationToken)
    {
        var newest = await connection.QueryNumberAsync("SELECT max(id) FROM parts", cancellationToken) ?? 0;
        var bound = Math.Max(0, newest - RankedParts);
        var where = Where(filter);
        var ranked = $"{Columns} rowid > $bound {where} ORDER BY rank LIMIT $limit) {Joins} f.place";
        var hits = await ReadAsync(connection, ranked, match, filter, bound, limit, cancellationToken);
        if (hits.Count < limit && bound > 0)
        {
            var older = $"{Columns} rowid <= $bound {where} ORDER BY rowid DESC LIMIT $limit) {Joins} f.rowid DESC".Replace("rank AS place, ", "", StringComparison.Ordinal);
            hits.AddRange(await ReadAsync(connection, older, match, filter, bound, limit - hits.Count, cancellationToken));
        }

        return hits;
    }

    /// <summary>A condition for each match, so that a search without a filter reads the index alone.</summary>
    private static string Where(SearchFilter filter)
    {
        var conditions = new StringBuilder();
        conditions.Append(filter.ChatId is null ? "" : " AND m.chat_id = $chat");
        conditions.Append(filter.Model is null ? "" : " AND m.model = $model");
        conditions.Append(filter.Since is null ? "" : " AND m.created_at >= $since");
        conditions.Append(filter.Until is null ? "" : " AND m.created_at < $until");
        conditions.Append(filter.Folder is null ? "" : " AND c.folder = $folder");
        conditions.Append(filter.Tag is null ? "" : " AND EXISTS (SELECT 1 FROM json_each(c.tags) WHERE value = $tag)");
        conditions.Append(filter.HasCode
            ? $" AND EXISTS (SELECT 1 FROM parts q WHERE q.message_id = m.id AND (q.kind = {(int)PartKind.Selection} OR q.kind = {(int)PartKind.Text} AND instr(q.text, '```') > 0))"
            : "");
        return conditions.Length == 0
            ? ""
            : $"""
            AND EXISTS (SELECT 1 FROM parts p JOIN messages m ON m.id = p.message_id JOIN chats c ON c.id = m.chat_id
                        WHERE p.id = parts_search.rowid {conditions})
            """;
    }

    private Task<List<SearchHit>> ReadAsync(
        SqliteConnection connection, string sql, string match, SearchFilter filter, long bound, int limit, CancellationToken cancellationToken) => connection.QueryAsync(
        sql,
        row => new SearchHit(
            new(row.GetInt64(0)),
            new(row.GetInt64(1)),
            codec.Decode(row.GetString(2)),
            (MessageRole)row.GetInt32(3),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
            row.GetString(5)),
        cancellationToken,
        ("$query", match),
        ("$bound", bound),
        ("$limit", limit),
        ("$tokens", SnippetTokens),
        ("$start", SearchHit.MatchStart.ToString()),
        ("$end", SearchHit.MatchEnd.ToString()),
        ("$chat", filter.ChatId?.Value),
        ("$model", filter.Model),
        ("$since", filter.Since?.ToUnixTimeMilliseconds()),
        ("$until", filter.Until?.ToUnixTimeMilliseconds()),
        ("$folder", filter.Folder is { } folder ? codec.Encode(folder) : null),
        ("$tag", filter.Tag is { } tag ? codec.Encode(tag) : null));
}
