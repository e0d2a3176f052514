namespace AiChatLocal.Protocol.Backup;

/// <summary>Sets when backups are made by themselves, for every window on the data directory, or that they are not.</summary>
/// <param name="Schedule">Absent: no backups by themselves.</param>
[RpcRequest("backup/setSchedule")]
public sealed record BackupSetScheduleParams(BackupSchedule? Schedule = null) : IRpcRequest<BackupListResult>;

/// <summary>A backup by schedule was made, or could not be.</summary>
/// <param name="Path">Of the backup that was made.</param>
/// <param name="Error">Why none was made.</param>
[RpcNotification("backup/ended", RpcSender.Server)]
public sealed record BackupEnded(string? Path = null, Chat.MessageError? Error = null) : IRpcNotification;
