namespace AiChatLocal.Core.Configuration;

/// <param name="Every">From one backup to the next; at least an hour.</param>
/// <param name="Folder">A full path.</param>
/// <param name="Keep">How many of them stay in the folder.</param>
public sealed record BackupSchedule(TimeSpan Every, string Folder, int Keep);
