using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
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

    private const string Ranked = $"{Columns} rowid > $bound ORDER BY rank LIMIT $limit) {Joins} f.place";

    private static readonly string Older = $"{Columns} rowid <= $bound ORDER BY rowid DESC LIMIT $limit) {Joins} f.rowid DESC".Replace("rank AS place, ", "", StringComparison.Ordinal);

    public async Task<IReadOnlyList<SearchHit>> ReadAsync(SqliteConnection connection, string match, int limit, CancellationToken cancellationToken)
    {
        var newest = await connection.QueryNumberAsync("SELECT max(id) FROM parts", cancellationToken) ?? 0;
        var bound = Math.Max(0, newest - RankedParts);
        var hits = await ReadAsync(connection, Ranked, match, bound, limit, cancellationToken);
        if (hits.Count < limit && bound > 0)
        {
            hits.AddRange(await ReadAsync(connection, Older, match, bound, limit - hits.Count, cancellationToken));
        }

        return hits;
    }

    private Task<List<SearchHit>> ReadAsync(
        SqliteConnection connection, string sql, string match, long bound, int limit, CancellationToken cancellationToken) => connection.QueryAsync(
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
        ("$end", SearchHit.MatchEnd.ToString()));
}
