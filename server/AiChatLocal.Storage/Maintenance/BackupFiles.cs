using System.Globalization;
using AiChatLocal.Core;
using AiChatLocal.Core.Transfer;
using Microsoft.Data.Sqlite;

namespace AiChatLocal.Storage.Maintenance;

/// <summary>Backups as files in folders of the user. Their names say when they were made, so that no record of them is needed.</summary>
internal static class BackupFiles
{
    private const string Prefix = "ai-chat-local-";
    private const string Stamp = "yyyyMMdd-HHmmss-fff";

    public static string NameFor(DateTimeOffset time) => $"{Prefix}{time.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture)}.db";

    /// <summary>Those that a schedule has made in a folder, the newest first. Other files are none of its business.</summary>
    public static IReadOnlyList<Backup> In(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, $"{Prefix}*.db")
            .Select(path => (Path: path, Time: TimeOf(Path.GetFileNameWithoutExtension(path)[Prefix.Length..])))
            .Where(file => file.Time is not null)
            .Select(file => Describe(file.Path, file.Time))
            .OrderByDescending(backup => backup.CreatedAt)]
        : [];

    public static Backup Describe(string path, DateTimeOffset? time = null)
    {
        var file = new FileInfo(path);
        var made = time ?? TimeOf(file.Name[..Math.Min(Stamp.Length, file.Name.Length)]) ?? new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero);
        return new(file.FullName, file.Length, made);
    }

    /// <summary>Copies the database into a file that is there whole or not at all, and needs no file beside it.</summary>
    public static async Task WriteAsync(SqliteConnection source, string path, CancellationToken cancellationToken)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}.unfinished";
        try
        {
            await using (var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = unfinished, Pooling = false }.ToString()))
            {
                await target.OpenAsync(cancellationToken);
                await Task.Run(() => source.BackupDatabase(target), cancellationToken);
                await target.ExecuteAsync("PRAGMA journal_mode = DELETE", cancellationToken);
            }

            cancellationToken.ThrowIfCancellationRequested();
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            if (File.Exists(unfinished))
            {
                File.Delete(unfinished);
            }
        }
    }

    private static DateTimeOffset? TimeOf(string stamp) =>
        DateTimeOffset.TryParseExact(stamp, Stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
