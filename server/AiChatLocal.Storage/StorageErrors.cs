using AiChatLocal.Core;
using Microsoft.Data.Sqlite;

namespace AiChatLocal.Storage;

/// <summary>Puts failures of the database and of files into the words that a user reads.</summary>
internal static class StorageErrors
{
    // Primary result codes of SQLite, https://www.sqlite.org/rescode.html.
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnlyCode = 8;
    private const int Io = 10;
    private const int Corrupt = 11;
    private const int FullCode = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    // HResults of the system's errors for a full disk: ENOSPC on Unix, ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL on Windows.
    private static readonly int[] DiskFullResults = [28, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <returns>Null when the exception is none of storage's own.</returns>
    public static StorageException? Map(Exception exception, DataDirectory directory) => exception switch
    {
        StorageException own => own,
        SqliteException sqlite => new(ForSqlite(sqlite, directory), sqlite),
        IOException io => new(ForFile(io, directory), io),
        UnauthorizedAccessException denied => new(ReadOnly(directory, denied.Message), denied),
        { InnerException: { } inner } => Map(inner, directory),
        _ => null,
    };

    public static bool IsCorrupt(Exception exception) => exception switch
    {
        SqliteException { SqliteErrorCode: Corrupt or NotADatabase } => true,
        { InnerException: { } inner } => IsCorrupt(inner),
        _ => false,
    };

    public static StorageException NewerVersion(DataDirectory directory, long found, int known) => new(new(
        ProblemKind.NewerVersion,
        $"The database was written by a newer version of AI Chat Local.",
        $"{directory.Database} has format {found}; this version knows formats up to {known}.",
        $"Update AI Chat Local in this editor, or choose another data directory. Nothing was changed."));

    private static Problem ForSqlite(SqliteException exception, DataDirectory directory) => exception.SqliteErrorCode switch
    {
        Busy or Locked => new(
            ProblemKind.Busy,
            $"The database is busy.",
            $"Another program has kept it locked for longer than this one waits.",
            $"Try again. If it stays so, close other programs that have the file open.",
            exception.Message,
            Retryable: true),
        ReadOnlyCode or CannotOpen => ReadOnly(directory, exception.Message),
        FullCode => Full(directory, exception.Message),
        Corrupt or NotADatabase => new(
            ProblemKind.Corrupt,
            $"The database is damaged.",
            $"{directory.Database} does not read as a database should.",
            $"Run `ai-chat-local doctor`; `ai-chat-local doctor --restore latest` puts the newest backup in its place and keeps the damaged file beside it.",
            exception.Message),
        Io => new(
            ProblemKind.StorageFailed,
            $"The database could not be read or written.",
            $"The system reported an error for a file in {directory.Path}.",
            $"Check the disk; then try again.",
            exception.Message,
            Retryable: true),
        _ => new(
            ProblemKind.StorageFailed, $"The database did not take the operation.", $"SQLite refused it.", $"Run `ai-chat-local doctor`.", exception.Message),
    };

    private static Problem ForFile(IOException exception, DataDirectory directory) =>
        DiskFullResults.Contains(exception.HResult) ? Full(directory, exception.Message) : ReadOnly(directory, exception.Message);

    private static Problem Full(DataDirectory directory, string detail) => new(
        ProblemKind.DiskFull,
        $"The disk is full.",
        $"Nothing more can be written to {directory.Path}. What was stored before is unharmed.",
        $"Free some space, then ask again.",
        detail,
        Retryable: true);

    private static Problem ReadOnly(DataDirectory directory, string detail) => new(
        ProblemKind.ReadOnly,
        $"The data directory cannot be written.",
        $"{directory.Path} is read-only, or belongs to another user.",
        $"Make it writable, or choose another one with --data-dir, AI_CHAT_LOCAL_DATA_DIR or the setting aiChatLocal.dataDirectory.",
        detail);
}
