using System.CommandLine;
using AiChatLocal.Protocol.Backup;
using AiChatLocal.Server.Features.Backup;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary><c>backup</c> and <c>restore</c>: all chats in one file.</summary>
internal static class BackupCommand
{
    private static readonly Option<string?> To = new("--to") { Description = "The file to write, or the folder to put it in; else the data directory's own.", HelpName = "path" };

    private static readonly Option<int?> Every = new("--every") { Description = "Hours from one backup to the next.", HelpName = "hours" };

    private static readonly Option<string?> Folder = new("--folder") { Description = "Where they go.", HelpName = "path" };

    private static readonly Option<int?> Keep = new("--keep") { Description = "How many of them stay there.", HelpName = "number" };

    private static readonly Option<bool> Off = new("--off") { Description = "Make none by themselves." };

    private static readonly Argument<string> Which = new("backup") { Description = "The backup's file, or latest." };

    public static Command Create()
    {
        var create = new Command("backup", "Copy all chats into one file, while they are in use.") { To };
        create.SetAction(CliSession.Action(CreateAsync));
        var list = new Command("list", "List the backups.");
        list.SetAction(CliSession.Action(ListAsync));
        create.Add(list);
        var schedule = new Command("schedule", "Show or set when backups are made by themselves; they are made while an editor or `--stdio` runs.") { Every, Folder, Keep, Off };
        schedule.SetAction(CliSession.Action(ScheduleAsync));
        create.Add(schedule);
        return create;
    }

    public static Command CreateRestore()
    {
        var restore = new Command("restore", "Put a backup in place of the database, which is kept beside it.") { Which };
        restore.SetAction(CliSession.Action(RestoreAsync));
        return restore;
    }

    private static async Task<int> CreateAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var made = await new BackupCreateHandler(session.Sidecar.Backups).HandleAsync(new(parsed.GetValue(To)), cancellationToken);
        await session.SayAsync(made, $"{made.Path} ({ByteSize.Text(made.SizeBytes)})");
        return ExitCode.Ok;
    }

    private static async Task<int> ListAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var listed = await new BackupListHandler(session.Sidecar.Backups, session.Sidecar.Configuration).HandleAsync(new(), cancellationToken);
        await session.SayAsync(listed, [.. listed.Backups.Select(backup => $"{backup.CreatedAt.ToLocalTime():yyyy-MM-dd HH:mm}  {ByteSize.Text(backup.SizeBytes),10}  {backup.Path}")]);
        return ExitCode.Ok;
    }

    private static async Task<int> ScheduleAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var (backups, configuration) = (session.Sidecar.Backups, session.Sidecar.Configuration);
        var before = (await configuration.ReadAsync(cancellationToken)).Backups?.ToWire();
        var (every, folder, keep, off) = (parsed.GetValue(Every), parsed.GetValue(Folder), parsed.GetValue(Keep), parsed.GetValue(Off));
        var result = off || every is not null || folder is not null || keep is not null
            ? await new BackupSetScheduleHandler(backups, configuration).HandleAsync(
                new(off ? null : new(every ?? before?.EveryHours ?? 24, folder ?? before?.Folder ?? OwnFolder(session), keep ?? before?.Keep ?? 7)), cancellationToken)
            : await new BackupListHandler(backups, configuration).HandleAsync(new(), cancellationToken);
        await session.SayAsync(result, result.Schedule is { } set
            ? $"Every {set.EveryHours} hours into {set.Folder}; the newest {set.Keep} are kept."
            : "No backups are made by themselves.");
        return ExitCode.Ok;
    }

    private static async Task<int> RestoreAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var restored = await new BackupRestoreHandler(session.Sidecar.Backups).HandleAsync(new(parsed.GetRequiredValue(Which)), cancellationToken);
        await session.SayAsync(restored, $"{restored.Path} is in place.{(restored.PreviousPath is { } previous ? $" The database from before is kept as {previous}." : "")}");
        return ExitCode.Ok;
    }

    private static string OwnFolder(CliSession session) => Directory.CreateDirectory(session.Sidecar.Directory.Backups).FullName;

    private static async Task SayAsync<T>(this CliSession session, T value, params string[] lines)
    {
        if (session.Json)
        {
            session.Write(value);
            return;
        }

        foreach (var line in lines)
        {
            await session.Output.WriteLineAsync(line);
        }
    }
}
