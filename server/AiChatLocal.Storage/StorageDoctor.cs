using AiChatLocal.Core;
using AiChatLocal.Core.Diagnostics;
using AiChatLocal.Storage.Journal;
using AiChatLocal.Storage.Maintenance;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace AiChatLocal.Storage;

/// <summary>Checks and mends the data directory and its database. It works on a connection of its own, also when the database does not open.</summary>
public sealed class StorageDoctor(DataDirectory directory, TimeProvider time, ILoggerFactory loggers) : IStorageDoctor
{
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<Check>> RunAsync(bool repair, CancellationToken cancellationToken)
    {
        List<Check> checks = [DirectoryChecks.Writable(directory)];
        if (checks[0].Status == CheckStatus.Failed)
        {
            return checks;
        }

        if (!File.Exists(directory.Database))
        {
            checks.Add(new("database", CheckStatus.Ok, $"There is none yet; the first chat makes it."));
            return checks;
        }

        try
        {
            await using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = directory.Database, Pooling = false }.ToString());
            await connection.OpenAsync(cancellationToken);
            await CheckDatabaseAsync(connection, checks, repair, cancellationToken);
        }
        catch (Exception exception) when (StorageErrors.Map(exception, directory) is { } mapped)
        {
            checks.Add(new("database", CheckStatus.Failed, mapped.Problem.What, mapped.Problem.Fix));
        }

        var backups = new Backups(directory, time).List();
        checks.Add(new("backups", CheckStatus.Ok, backups.Count == 0 ? T($"None yet; one is made before each migration.") : T($"{backups.Count}, the newest {backups[0]}")));
        return checks;
    }

    public async Task<Check> RestoreAsync(string backup, CancellationToken cancellationToken)
    {
        const string Name = "restore";
        var path = backup != "latest" ? Path.GetFullPath(backup) : new Backups(directory, time).List() is [var newest, ..] ? newest : null;
        if (path is null || !File.Exists(path))
        {
            return new(Name, CheckStatus.Failed, $"There is no such backup.", $"Backups are kept in {directory.Backups}.");
        }

        try
        {
            if (await DatabaseChecks.FindDamageAsync(path, cancellationToken) is { } damage)
            {
                return new(Name, CheckStatus.Failed, $"The backup {path} is damaged itself: {damage}", $"Choose another one.");
            }

            await using var held = await FileLock.TakeAsync(directory.Database + ".migrating", LockPatience, time, cancellationToken);
            if (LivingInstances() is > 0 and var living)
            {
                return new(Name, CheckStatus.Failed, $"{living} other processes have the database open.", $"Close the editors that use it, then try again.");
            }

            // A pooled connection would go on with the file that is set aside.
            SqliteConnection.ClearAllPools();
            var aside = SetAside();
            File.Copy(path, directory.Database);
            return new(Name, CheckStatus.Repaired, Together(T($"{path} is in place."), aside is null ? null : T($"The database from before is kept as {aside}.")));
        }
        catch (Exception exception) when (StorageErrors.Map(exception, directory) is { } mapped)
        {
            return new(Name, CheckStatus.Failed, mapped.Problem.What, mapped.Problem.Fix);
        }
    }

    private async Task CheckDatabaseAsync(SqliteConnection connection, List<Check> checks, bool repair, CancellationToken cancellationToken)
    {
        var version = await DatabaseChecks.ReadVersionAsync(connection, cancellationToken);
        const int known = DatabaseOpener.Format;
        if (version > known)
        {
            var newer = StorageErrors.NewerVersion(directory, version, known).Problem;
            checks.Add(new("format", CheckStatus.Failed, newer.What, newer.Fix));
            return;
        }

        if (version < known)
        {
            var opener = new DatabaseOpener(directory, new Instances(directory, time), time, loggers.CreateLogger<StorageDoctor>());
            await opener.OpenAsync(cancellationToken);
        }

        checks.Add(new("format", CheckStatus.Ok, $"Format {known}."));
        var integrity = await DatabaseChecks.IntegrityAsync(connection, cancellationToken);
        checks.Add(integrity);
        if (integrity.Status == CheckStatus.Failed)
        {
            return;
        }

        checks.Add(await DatabaseChecks.SearchIndexAsync(connection, repair, cancellationToken));
        using var instances = new Instances(directory, time);
        var ended = await InterruptedReplies.EndAsync(connection, instances, cancellationToken);
        checks.Add(ended == 0
            ? new("interrupted replies", CheckStatus.Ok, $"None was left open.")
            : new("interrupted replies", CheckStatus.Repaired, $"{ended} were left by processes that ended, and are marked so; their text is kept."));
    }

    private int LivingInstances()
    {
        using var instances = new Instances(directory, time);
        return Directory.Exists(directory.Instances)
            ? Directory.EnumerateFiles(directory.Instances, "*.lock").Count(file => instances.IsAlive(Path.GetFileNameWithoutExtension(file)))
            : 0;
    }

    /// <summary>Renames the database and what belongs to it. Nothing is deleted.</summary>
    private string? SetAside()
    {
        if (!File.Exists(directory.Database))
        {
            return null;
        }

        var aside = $"{directory.Database}.{EntityId.New(time)}.replaced";
        foreach (var suffix in new[] { "", "-wal", "-shm" })
        {
            if (File.Exists(directory.Database + suffix))
            {
                File.Move(directory.Database + suffix, aside + suffix);
            }
        }

        return aside;
    }
}
