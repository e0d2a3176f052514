using AiChatLocal.Core.Chats;
using AiChatLocal.Storage.Entities;
using Microsoft.Data.Sqlite;

namespace AiChatLocal.Storage.Reading;

/// <summary>Reads what messages say, and only from the database what it did not read before.</summary>
internal sealed class PartReader(EntityMapping mapping, PartCache cache)
{
    // Answered by the index alone.
    private const string Versions =
        "SELECT message_id, count(*), max(id) FROM parts WHERE message_id IN (SELECT value FROM json_each($ids)) GROUP BY message_id";

    private const string Parts =
        """
        SELECT id, message_id, ordinal, kind, text, details FROM parts
        WHERE message_id IN (SELECT value FROM json_each($ids)) ORDER BY message_id, ordinal, id
        """;

    private const string Pieces =
        """
        SELECT 0, message_id, ordinal, kind, text, NULL FROM reply_pieces
        WHERE message_id IN (SELECT value FROM json_each($ids)) ORDER BY message_id, ordinal, id
        """;

    /// <returns>By message; without those that say nothing.</returns>
    public async Task<IReadOnlyDictionary<long, IReadOnlyList<Part>>> ReadAsync(
        SqliteConnection connection, IReadOnlyList<Message> messages, CancellationToken cancellationToken)
    {
        var generation = cache.Generation;
        Dictionary<long, IReadOnlyList<Part>> read = [];
        List<long> running = [.. messages.Where(message => message.Status == MessageStatus.Streaming).Select(message => message.Id.Value)];
        List<long> unread = [];
        foreach (var (message, version) in await ReadVersionsAsync(connection, messages, cancellationToken))
        {
            if (running.Contains(message))
            {
                continue;
            }

            if (cache.TryGet(message, version, out var parts))
            {
                read[message] = parts;
            }
            else
            {
                unread.Add(message);
            }
        }

        foreach (var rows in (await ReadRowsAsync(connection, Parts, unread, cancellationToken)).GroupBy(row => row.MessageId))
        {
            var parts = ToParts(rows);
            // Of the rows that were read: one that continues may have more of them by now.
            cache.Keep(generation, rows.Key, new(rows.Count(), rows.Max(row => row.Id)), parts, rows.Sum(row => (long)row.Text.Length));
            read[rows.Key] = parts;
        }

        var arriving = await ReadRowsAsync(connection, Parts, running, cancellationToken);
        arriving.AddRange(await ReadRowsAsync(connection, Pieces, running, cancellationToken));
        foreach (var rows in arriving.GroupBy(row => row.MessageId))
        {
            read[rows.Key] = ToParts(rows);
        }

        return read;
    }

    private static async Task<List<(long Message, PartsVersion Version)>> ReadVersionsAsync(
        SqliteConnection connection, IReadOnlyList<Message> messages, CancellationToken cancellationToken) => await connection.QueryAsync(
        Versions,
        row => (row.GetInt64(0), new PartsVersion(row.GetInt32(1), row.GetInt64(2))),
        cancellationToken,
        ("$ids", Ids(messages.Select(message => message.Id.Value))));

    private static async Task<List<PartEntity>> ReadRowsAsync(
        SqliteConnection connection, string sql, List<long> messages, CancellationToken cancellationToken) =>
        messages.Count == 0 ? [] : await connection.QueryAsync(sql, ReadRow, cancellationToken, ("$ids", Ids(messages)));

    private static string Ids(IEnumerable<long> messages) => $"[{string.Join(',', messages)}]";

    private static PartEntity ReadRow(SqliteDataReader row) => new()
    {
        Id = row.GetInt64(0),
        MessageId = row.GetInt64(1),
        Ordinal = row.GetInt32(2),
        Kind = (PartKind)row.GetInt32(3),
        Text = row.GetString(4),
        Details = row.GetText(5),
    };

    private IReadOnlyList<Part> ToParts(IEnumerable<PartEntity> rows) => [.. rows.GroupBy(row => row.Ordinal).Select(ToPart)];

    private Part ToPart(IEnumerable<PartEntity> rows)
    {
        var first = rows.First();
        return mapping.ToPart(first.Kind, string.Concat(rows.Select(row => row.Text)), first.Details);
    }
}
