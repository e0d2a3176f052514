using AiChatLocal.Core;
using Microsoft.Data.Sqlite;

namespace AiChatLocal.Storage.Maintenance;

/// <summary>Whether a file is a backup that this version can use: before the database is touched.</summary>
internal static class BackupCheck
{
    public static async Task RunAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            throw BackupErrors.NoBackup(path);
        }

        try
        {
            await using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            await connection.OpenAsync(cancellationToken);
            var hasChats = await connection.QueryNumberAsync("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'chats'", cancellationToken) is not null;
            var version = await DatabaseChecks.ReadVersionAsync(connection, cancellationToken);
            if (!hasChats || version == 0)
            {
                throw BackupErrors.NotOurs(path);
            }

            if (version > DatabaseOpener.Format)
            {
                throw BackupErrors.Newer(path, version, DatabaseOpener.Format);
            }
        }
        catch (SqliteException exception)
        {
            throw BackupErrors.NotOurs(path, exception);
        }
    }
}
