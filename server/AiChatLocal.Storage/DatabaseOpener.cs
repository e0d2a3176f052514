using AiChatLocal.Core;
using AiChatLocal.Storage.Journal;
using AiChatLocal.Storage.Maintenance;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AiChatLocal.Storage;

/// <summary>
/// Brings the database to this version's format, once in each process. <c>PRAGMA user_version</c> holds the number of migrations that were
/// applied, so that the usual start needs no look into the history of migrations. Replies of dead processes are ended.
/// </summary>
internal sealed partial class DatabaseOpener(DataDirectory directory, Instances instances, TimeProvider time, ILogger logger)
{
    /// <summary>The number of migrations of this version. A constant, so that a usual start does not load the mapper; a test compares the two.</summary>
    public const int Format = 4;

    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(60);

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory.Path);
        await using var connection = new SqliteConnection(Database.ConnectionString(directory));
        await connection.OpenAsync(cancellationToken);
        var found = await DatabaseChecks.ReadVersionAsync(connection, cancellationToken);
        if (found > Format)
        {
            throw StorageErrors.NewerVersion(directory, found, Format);
        }

        if (found < Format)
        {
            await MigrateAsync(connection, cancellationToken);
        }

        instances.Enter();
        await InterruptedReplies.EndAsync(connection, instances, cancellationToken);
    }

    private async Task MigrateAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        await using var held = await FileLock.TakeAsync(directory.Database + ".migrating", LockPatience, time, cancellationToken);
        var found = await DatabaseChecks.ReadVersionAsync(connection, cancellationToken);
        if (found >= Format)
        {
            return;
        }

        if (found > 0)
        {
            var backup = await new Backups(directory, time).CreateAsync(connection, $"before-{Format}", cancellationToken);
            LogMigrating(logger, found, Format, backup);
        }

        await connection.ExecuteAsync("PRAGMA journal_mode = WAL", cancellationToken);
        // The file's lock is ours: whoever left a row in here has died while migrating, and would be waited for without end.
        await connection.ExecuteAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
        if (await connection.QueryNumberAsync("SELECT count(*) FROM sqlite_master", cancellationToken) == 0)
        {
            await connection.ExecuteAsync(Schema.Read(), cancellationToken);
        }
        else
        {
            await using var context = AppDbContext.On(connection);
            await context.Database.MigrateAsync(cancellationToken);
        }

        await connection.ExecuteAsync($"PRAGMA user_version = {Format}", cancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "Migrating the database from format {Found} to {Known}; backup: {Backup}")]
    private static partial void LogMigrating(ILogger logger, long found, int known, string backup);
}
