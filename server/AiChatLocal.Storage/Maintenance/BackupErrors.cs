using AiChatLocal.Core;
using AiChatLocal.Core.Diagnostics;

namespace AiChatLocal.Storage.Maintenance;

internal static class BackupErrors
{
    public static RequestException NoFolder(string folder) => new(new(
        ProblemKind.NotFound,
        $"The backup could not be made: there is no folder {folder}.",
        $"It was moved or deleted, or its drive is not connected.",
        $"Connect the drive, or choose another folder for the backups.",
        Retryable: true));

    public static RequestException CannotWrite(string path, StorageException exception) => new(
        new(
            exception.Problem.Kind == ProblemKind.DiskFull ? ProblemKind.DiskFull : ProblemKind.Invalid,
            $"The backup {path} could not be written.",
            $"The folder does not exist or cannot be written, or its disk is full.",
            $"Choose another place.",
            exception.Problem.Detail),
        exception);

    public static RequestException IsDatabase(string path) => new(new(
        ProblemKind.Invalid, $"{path} is the database itself.", $"A backup in its place would be none.", $"Choose another place."));

    public static RequestException NoBackup(string path) => new(new(
        ProblemKind.NotFound, $"There is no backup {path}.", $"It was moved or deleted, or none was made yet.", $"List the backups and choose one."));

    public static RequestException NotOurs(string path, Exception? exception = null) => new(
        new(
            ProblemKind.Invalid,
            $"{path} is no backup of AI Chat Local.",
            $"It is not a database with chats in it, or it is damaged.",
            $"Choose another file. Nothing was changed.",
            exception?.Message),
        exception);

    public static RequestException Newer(string path, long found, int known) => new(new(
        ProblemKind.NewerVersion,
        $"The backup was made by a newer version of AI Chat Local.",
        $"{path} has format {found}; this version knows formats up to {known}.",
        $"Update AI Chat Local, then restore it. Nothing was changed."));

    public static RequestException Answering() => new(new(
        ProblemKind.Conflict,
        $"An answer is still running.",
        $"It is being written into the database that would be replaced.",
        $"Wait for the answer or stop it, then restore again. Nothing was changed.",
        Retryable: true));

    public static RequestException Refused(Check check) => new(new(
        ProblemKind.Conflict, $"The backup was not restored.", check.Message, check.Fix ?? T($"Nothing was changed."), Retryable: true));
}
