using AiChatLocal.Core;
using AiChatLocal.Core.Privacy;
using Microsoft.Data.Sqlite;

namespace AiChatLocal.Storage.Ledger;

/// <summary>The statements of the ledger.</summary>
internal static class EgressSql
{
    /// <summary>Adds an entry, or writes its end.</summary>
    public static Task<int> WriteAsync(SqliteConnection connection, EgressEntry entry) => connection.ExecuteAsync(
        """
        INSERT INTO egress (id, started_at, scheme, host, port, is_loopback, purpose, provider, bytes_sent, bytes_received, outcome, status)
            VALUES ($id, $started, $scheme, $host, $port, $loopback, $purpose, $provider, $sent, $received, $outcome, $status)
            ON CONFLICT (id) DO UPDATE SET
                bytes_sent = excluded.bytes_sent, bytes_received = excluded.bytes_received, outcome = excluded.outcome, status = excluded.status
        """,
        CancellationToken.None,
        ("$id", entry.Id.Value), ("$started", entry.Time.ToUnixTimeMilliseconds()), ("$scheme", entry.Scheme), ("$host", entry.Host), ("$port", entry.Port),
        ("$loopback", entry.IsLoopback), ("$purpose", (int)entry.Purpose), ("$provider", entry.Provider), ("$sent", entry.BytesSent),
        ("$received", entry.BytesReceived), ("$outcome", (int)entry.Outcome), ("$status", entry.Status));

    /// <summary>Deletes all but the newest entries of a kind.</summary>
    public static Task<int> TrimAsync(SqliteConnection connection, bool loopback, int kept) => connection.ExecuteAsync(
        """
        DELETE FROM egress WHERE is_loopback = $loopback
            AND id <= (SELECT id FROM egress WHERE is_loopback = $loopback ORDER BY id DESC LIMIT 1 OFFSET $kept)
        """,
        CancellationToken.None,
        ("$loopback", loopback), ("$kept", kept));

    public static Task<List<EgressEntry>> ReadAsync(
        SqliteConnection connection, int limit, EntityId? before, bool onlyOutside, CancellationToken cancellationToken) => connection.QueryAsync(
            $"""
            SELECT id, started_at, scheme, host, port, is_loopback, purpose, provider, bytes_sent, bytes_received, outcome, status FROM egress
                WHERE id < $before {(onlyOutside ? "AND is_loopback = 0 AND outcome <> $refused" : "")} ORDER BY id DESC LIMIT $limit
            """,
            Read,
            cancellationToken,
            ("$before", before?.Value ?? long.MaxValue), ("$limit", limit), ("$refused", (int)EgressOutcome.Refused));

    private static EgressEntry Read(SqliteDataReader row) => new(
        new(row.GetInt64(0)), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)), row.GetString(2), row.GetString(3), row.GetInt32(4),
        row.GetBoolean(5), (EgressPurpose)row.GetInt32(6), row.GetString(7), row.GetInt64(8), row.GetInt64(9), (EgressOutcome)row.GetInt32(10),
        row.IsDBNull(11) ? null : row.GetInt32(11));
}
