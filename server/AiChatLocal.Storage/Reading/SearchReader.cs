using System.Data.Common;
using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using Microsoft.EntityFrameworkCore;

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

    public async Task<IReadOnlyList<SearchHit>> ReadAsync(AppDbContext context, string match, int limit, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        var connection = context.Database.GetDbConnection();
        var bound = await ReadBoundAsync(connection, cancellationToken);
        var hits = await ReadAsync(connection, Ranked, match, bound, limit, cancellationToken);
        if (hits.Count < limit && bound > 0)
        {
            hits.AddRange(await ReadAsync(connection, Older, match, bound, limit - hits.Count, cancellationToken));
        }

        return hits;
    }

    private static async Task<long> ReadBoundAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce(max(id), 0) FROM parts";
        return Math.Max(0, (long)(await command.ExecuteScalarAsync(cancellationToken))! - RankedParts);
    }

    private async Task<List<SearchHit>> ReadAsync(
        DbConnection connection, string sql, string match, long bound, int limit, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in new (string, object)[]
        {
            ("$query", match), ("$bound", bound), ("$limit", limit), ("$tokens", SnippetTokens),
            ("$start", SearchHit.MatchStart.ToString()), ("$end", SearchHit.MatchEnd.ToString()),
        })
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        List<SearchHit> hits = [];
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            hits.Add(new(
                new(reader.GetInt64(0)),
                new(reader.GetInt64(1)),
                codec.Decode(reader.GetString(2)),
                (MessageRole)reader.GetInt32(3),
                DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4)),
                reader.GetString(5)));
        }

        return hits;
    }
}
