using Microsoft.Data.Sqlite;

namespace AiChatLocal.Storage;

/// <summary>
/// Statements with parameters (<c>$name</c>) on an open connection. The mapper is not used for them: it takes longer to load than a cold
/// process needs to ask its first question, and three times as long as SQLite to read a list.
/// </summary>
internal static class SqliteConnectionExtensions
{
    /// <returns>How many rows were changed.</returns>
    public static async Task<int> ExecuteAsync(
        this SqliteConnection connection, string sql, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters)
    {
        await using var command = connection.CreateCommand(sql, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<List<T>> QueryAsync<T>(
        this SqliteConnection connection,
        string sql,
        Func<SqliteDataReader, T> read,
        CancellationToken cancellationToken,
        params (string Name, object? Value)[] parameters)
    {
        await using var command = connection.CreateCommand(sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<T> rows = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>The first column of the first row; null when there is none or it is NULL.</summary>
    public static async Task<long?> QueryNumberAsync(
        this SqliteConnection connection, string sql, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters)
    {
        await using var command = connection.CreateCommand(sql, parameters);
        return await command.ExecuteScalarAsync(cancellationToken) as long?;
    }

    public static string? GetText(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static long? GetNumber(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    private static SqliteCommand CreateCommand(this SqliteConnection connection, string sql, (string Name, object? Value)[] parameters)
    {
        // Takes part in the connection's transaction, if there is one.
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }
}
