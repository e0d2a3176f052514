namespace AiChatLocal.Protocol.Backup;

/// <summary>
/// Puts a backup in place of the database, which is kept beside it. Refused while an answer runs and while another process has the database open.
/// </summary>
/// <param name="Path">Of the backup, or <c>latest</c> of the data directory's own.</param>
[RpcRequest("backup/restore")]
public sealed record BackupRestoreParams(string Path) : IRpcRequest<BackupRestoreResult>;

/// <param name="PreviousPath">The database from before; absent when there was none.</param>
public sealed record BackupRestoreResult(string Path, string? PreviousPath = null);
