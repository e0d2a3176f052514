using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Diagnostics;
using AiChatLocal.Core.Transfer;
using Microsoft.Data.Sqlite;

namespace AiChatLocal.Storage.Maintenance;

/// <summary>Makes, lists and restores backups while the database is in use.</summary>
/// <param name="restored">Is told that all chats may have changed.</param>
public sealed class BackupKeeper(DataDirectory directory, Database database, IStorageDoctor doctor, TimeProvider time, Action restored) : IBackups
{
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(30);

    private readonly Backups _own = new(directory, time);

    public async Task<Backup> CreateAsync(string? path, CancellationToken cancellationToken)
    {
        if (path is null)
        {
            var made = await database.ReadAsync(connection => _own.CreateAsync(connection, "manual", cancellationToken), cancellationToken);
            return BackupFiles.Describe(made);
        }

        var full = Path.GetFullPath(path);
        if (Directory.Exists(full))
        {
            full = Path.Combine(full, BackupFiles.NameFor(time.GetUtcNow()));
        }

        return await WriteAsync(full, cancellationToken);
    }

    public async Task<(Backup? Made, DateTimeOffset NextAt)> RunScheduleAsync(BackupSchedule schedule, CancellationToken cancellationToken)
    {
        if (NextAfter(schedule) is { } next && next > time.GetUtcNow())
        {
            return (null, next);
        }

        if (!File.Exists(directory.Database))
        {
            return (null, time.GetUtcNow() + schedule.Every);
        }

        if (!Directory.Exists(schedule.Folder))
        {
            throw BackupErrors.NoFolder(schedule.Folder);
        }

        // Several windows may find it due at the same moment: one of them makes it.
        await using var held = await FileLock.TakeAsync(Path.Combine(directory.Path, "backup.lock"), LockPatience, time, cancellationToken);
        if (NextAfter(schedule) is { } later && later > time.GetUtcNow())
        {
            return (null, later);
        }

        var now = time.GetUtcNow();
        var made = await WriteAsync(Path.Combine(schedule.Folder, BackupFiles.NameFor(now)), cancellationToken);
        foreach (var old in BackupFiles.In(schedule.Folder).Skip(schedule.Keep))
        {
            File.Delete(old.Path);
        }

        return (made, now + schedule.Every);
    }

    public IReadOnlyList<Backup> List(BackupSchedule? schedule)
    {
        IEnumerable<Backup> scheduled = schedule is null || schedule.Folder == directory.Backups ? [] : BackupFiles.In(schedule.Folder);
        return [.. _own.List().Select(path => BackupFiles.Describe(path)).Concat(BackupFiles.In(directory.Backups)).Concat(scheduled).OrderByDescending(backup => backup.CreatedAt)];
    }

    public async Task<RestoredBackup> RestoreAsync(string path, CancellationToken cancellationToken)
    {
        var full = path != "latest" ? Path.GetFullPath(path) : List(schedule: null) is [var newest, ..] ? newest.Path : throw BackupErrors.NoBackup(directory.Backups);
        await BackupCheck.RunAsync(full, cancellationToken);
        if (await HasRunningRepliesAsync(cancellationToken))
        {
            throw BackupErrors.Answering();
        }

        var before = Replaced();
        try
        {
            await ReplaceAsync(full, cancellationToken);
        }
        finally
        {
            // Also when it failed halfway: what was read before may not be there any more.
            restored();
        }

        return new(full, Replaced().Except(before).FirstOrDefault());
    }

    private Task<int> ReplaceAsync(string full, CancellationToken cancellationToken) => database.ReplaceAsync(
        async () =>
        {
            var check = await doctor.RestoreAsync(full, cancellationToken);
            if (check.Status == CheckStatus.Failed)
            {
                throw BackupErrors.Refused(check);
            }

            // A backup is one file; the database that is used is written ahead again.
            await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = directory.Database, Pooling = false }.ToString());
            await connection.OpenAsync(cancellationToken);
            return await connection.ExecuteAsync("PRAGMA journal_mode = WAL", cancellationToken);
        },
        cancellationToken);

    private static DateTimeOffset? NextAfter(BackupSchedule schedule) => BackupFiles.In(schedule.Folder) is [var newest, ..] ? newest.CreatedAt + schedule.Every : null;

    private async Task<Backup> WriteAsync(string path, CancellationToken cancellationToken)
    {
        if (path == Path.GetFullPath(directory.Database))
        {
            throw BackupErrors.IsDatabase(path);
        }

        try
        {
            return await database.ReadAsync(
                async connection =>
                {
                    await BackupFiles.WriteAsync(connection, path, cancellationToken);
                    return BackupFiles.Describe(path);
                },
                cancellationToken);
        }
        catch (StorageException exception) when (exception.Problem.Kind is ProblemKind.ReadOnly or ProblemKind.StorageFailed or ProblemKind.DiskFull)
        {
            // The database can be read: it is the place of the backup that cannot be written.
            throw BackupErrors.CannotWrite(path, exception);
        }
    }

    private async Task<bool> HasRunningRepliesAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await database.ReadAsync(
                async connection => await connection.QueryNumberAsync("SELECT 1 FROM messages WHERE owner IS NOT NULL LIMIT 1", cancellationToken) is not null, cancellationToken);
        }
        catch (StorageException)
        {
            // A database that cannot be read is what restoring is for.
            return false;
        }
    }

    private List<string> Replaced() => Directory.Exists(directory.Path)
        ? [.. Directory.EnumerateFiles(directory.Path, Path.GetFileName(directory.Database) + ".*.replaced")]
        : [];
}
