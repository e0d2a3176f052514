namespace AiChatLocal.Core.Diagnostics;

public enum CheckStatus
{
    Ok,
    Warning,
    Failed,
    Repaired,
}

public sealed record Check(string Name, CheckStatus Status, LocalizedString Message, LocalizedString? Fix = null);

/// <summary>Checks the data directory, the database, its search index and its backups, and mends what can be mended without loss.</summary>
public interface IStorageDoctor
{
    Task<IReadOnlyList<Check>> RunAsync(bool repair, CancellationToken cancellationToken);

    /// <summary>Puts a backup (a path, or <c>latest</c>) in place of the database, which is kept beside it.</summary>
    Task<Check> RestoreAsync(string backup, CancellationToken cancellationToken);
}
