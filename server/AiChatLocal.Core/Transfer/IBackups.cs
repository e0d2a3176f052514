using AiChatLocal.Core.Configuration;

namespace AiChatLocal.Core.Transfer;

/// <param name="CreatedAt">As its name says, else as its file does.</param>
public sealed record Backup(string Path, long SizeBytes, DateTimeOffset CreatedAt);

/// <param name="PreviousPath">The database from before, which is kept; null: there was none.</param>
public sealed record RestoredBackup(string Path, string? PreviousPath);

/// <summary>
/// Copies of the database in one file each: all chats with their pictures, and the ledger. Keys are no part of the database. Failures are
/// <see cref="StorageException"/>, or <see cref="RequestException"/> for a place or a file that was named.
/// </summary>
public interface IBackups
{
    /// <param name="path">Of the file, or of the folder to put it in; null: the data directory's own, where the newest few are kept.</param>
    Task<Backup> CreateAsync(string? path, CancellationToken cancellationToken);

    /// <summary>Makes a backup in the schedule's folder when one is due, and removes all but the newest of those that the schedule made.</summary>
    /// <returns>The backup, or null when none was due; and when the next one is.</returns>
    Task<(Backup? Made, DateTimeOffset NextAt)> RunScheduleAsync(BackupSchedule schedule, CancellationToken cancellationToken);

    /// <summary>Those of the data directory and of the schedule's folder, the newest first.</summary>
    IReadOnlyList<Backup> List(BackupSchedule? schedule);

    /// <summary>Puts a backup in place of the database, which is kept beside it. Refused while an answer runs or another process uses it.</summary>
    /// <param name="path">Of the file, or <c>latest</c> of the data directory's own.</param>
    Task<RestoredBackup> RestoreAsync(string path, CancellationToken cancellationToken);
}
