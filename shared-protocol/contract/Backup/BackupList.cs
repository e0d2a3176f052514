namespace AiChatLocal.Protocol.Backup;

/// <summary>Lists the backups of the data directory and of the schedule's folder.</summary>
[RpcRequest("backup/list")]
public sealed record BackupListParams : IRpcRequest<BackupListResult>;

/// <param name="Backups">The newest first.</param>
/// <param name="Schedule">Absent: none are made by themselves.</param>
public sealed record BackupListResult(IReadOnlyList<BackupInfo> Backups, BackupSchedule? Schedule = null);

/// <param name="EveryHours">From one backup to the next.</param>
/// <param name="Folder">A full path.</param>
/// <param name="Keep">How many of its backups stay in the folder.</param>
public sealed record BackupSchedule(int EveryHours, string Folder, int Keep);
