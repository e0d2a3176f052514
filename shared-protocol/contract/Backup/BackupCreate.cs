namespace AiChatLocal.Protocol.Backup;

/// <summary>Copies the database, with all chats and pictures, into one file, while it is in use. No key is in it.</summary>
/// <param name="Path">Of the file, or of the folder to put it in. Absent: the data directory's own, where the five newest are kept.</param>
[RpcRequest("backup/create")]
public sealed record BackupCreateParams(string? Path = null) : IRpcRequest<BackupInfo>;

public sealed record BackupInfo(string Path, long SizeBytes, DateTimeOffset CreatedAt);
