using AiChatLocal.Core.Diagnostics;
using Microsoft.Data.Sqlite;

namespace AiChatLocal.Storage.Maintenance;

/// <summary>SQLite's own checks, put as checks of the doctor.</summary>
internal static class DatabaseChecks
{
    private const int MostLines = 5;

    public static async Task<Check> IntegrityAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        const string Name = "database";
        var found = await ReadLinesAsync(connection, "PRAGMA integrity_check(5)", cancellationToken);
        var orphans = await ReadLinesAsync(connection, "SELECT \"table\" || ' row ' || rowid FROM pragma_foreign_key_check LIMIT 5", cancellationToken);
        return (found, orphans) switch
        {
            (["ok"], []) => new(Name, CheckStatus.Ok, $"Its pages, indexes and references are sound."),
            (["ok"], _) => new(Name, CheckStatus.Failed, $"Rows refer to rows that are missing: {string.Join("; ", orphans)}", Fix),
            _ => new(Name, CheckStatus.Failed, $"It is damaged: {string.Join("; ", found.Take(MostLines))}", Fix),
        };
    }

    /// <summary>Compares the search index with the messages; with <paramref name="repair"/> it is built anew when they differ.</summary>
    public static async Task<Check> SearchIndexAsync(SqliteConnection connection, bool repair, CancellationToken cancellationToken)
    {
        const string Name = "search index";
        try
        {
            // Rank 1 compares with the indexed text too, not only the index with itself.
            await connection.ExecuteAsync("INSERT INTO parts_search(parts_search, rank) VALUES ('integrity-check', 1)", cancellationToken);
            return new(Name, CheckStatus.Ok, $"It agrees with the messages.");
        }
        catch (SqliteException exception) when (StorageErrors.IsCorrupt(exception))
        {
            if (!repair)
            {
                return new(Name, CheckStatus.Failed, $"It does not agree with the messages, so that a search may miss some.", $"ai-chat-local doctor --repair");
            }

            await connection.ExecuteAsync("INSERT INTO parts_search(parts_search) VALUES ('rebuild')", cancellationToken);
            return new(Name, CheckStatus.Repaired, $"It was built anew from the messages.");
        }
    }

    /// <returns>What is wrong with a database file; null when it is sound.</returns>
    public static async Task<string?> FindDamageAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            await connection.OpenAsync(cancellationToken);
            var check = await IntegrityAsync(connection, cancellationToken);
            return check.Status == CheckStatus.Ok ? null : check.Message;
        }
        catch (SqliteException exception) when (StorageErrors.IsCorrupt(exception))
        {
            return exception.Message;
        }
    }

    public static async Task<long> ReadVersionAsync(SqliteConnection connection, CancellationToken cancellationToken) =>
        (await connection.QueryNumberAsync("PRAGMA user_version", cancellationToken))!.Value;

    private static readonly LocalizedString Fix =
        $"Make a copy of the file first. `ai-chat-local doctor --restore latest` puts the newest backup in its place and keeps the damaged file beside it.";

    private static Task<List<string>> ReadLinesAsync(SqliteConnection connection, string sql, CancellationToken cancellationToken) =>
        connection.QueryAsync(sql, row => row.GetString(0), cancellationToken);
}
