using Microsoft.Data.Sqlite;

namespace AiChatLocal.Storage;

internal static class SqliteConnectionExtensions
{
    /// <summary>Runs statements that take no parameters and give no rows.</summary>
    public static async Task ExecuteAsync(this SqliteConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
