using System.Globalization;
using AiChatLocal.Core;
using Microsoft.Data.Sqlite;

namespace AiChatLocal.Storage.Maintenance;

/// <summary>Copies of the database, made through SQLite's own backup, which sees what the write-ahead log holds.</summary>
internal sealed class Backups(DataDirectory directory, TimeProvider time)
{
    private const int Kept = 5;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<string> List() => Directory.Exists(directory.Backups)
        ? [.. Directory.EnumerateFiles(directory.Backups, "*.db").Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])).OrderDescending(StringComparer.Ordinal)]
        : [];

    /// <returns>The path of the backup. Of those with its reason all but the newest are removed.</returns>
    public async Task<string> CreateAsync(SqliteConnection source, string reason, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory.Backups);
        var stamp = time.GetUtcNow().ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture);
        var path = Path.Combine(directory.Backups, $"{stamp}-{reason}.db");
        var kind = reason.Split('-')[0];
        var unfinished = path + ".unfinished";
        await using (var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = unfinished, Pooling = false }.ToString()))
        {
            await target.OpenAsync(cancellationToken);
            source.BackupDatabase(target);
        }

        File.Move(unfinished, path);
        foreach (var old in List().Where(each => Path.GetFileName(each)[stamp.Length..].StartsWith($"-{kind}", StringComparison.Ordinal)).Skip(Kept))
        {
            File.Delete(old);
        }

        return path;
    }
}
