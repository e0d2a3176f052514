using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Transfer;
using AiChatLocal.Protocol.Backup;
using BackupSchedule = AiChatLocal.Core.Configuration.BackupSchedule;
using WireSchedule = AiChatLocal.Protocol.Backup.BackupSchedule;

namespace AiChatLocal.Server.Features.Backup;

internal sealed class BackupCreateHandler(IBackups backups)
{
    public async Task<BackupInfo> HandleAsync(BackupCreateParams parameters, CancellationToken cancellationToken) =>
        (await backups.CreateAsync(parameters.Path, cancellationToken)).ToWire();
}

internal sealed class BackupListHandler(IBackups backups, IConfigurationStore configuration)
{
    public async Task<BackupListResult> HandleAsync(BackupListParams parameters, CancellationToken cancellationToken)
    {
        var schedule = (await configuration.ReadAsync(cancellationToken)).Backups;
        return new([.. backups.List(schedule).Select(BackupMapping.ToWire)], schedule?.ToWire());
    }
}

internal sealed class BackupSetScheduleHandler(IBackups backups, IConfigurationStore configuration)
{
    public async Task<BackupListResult> HandleAsync(BackupSetScheduleParams parameters, CancellationToken cancellationToken)
    {
        var schedule = parameters.Schedule is { } wanted ? Check(wanted) : null;
        await configuration.UpdateAsync(before => before with { Backups = schedule }, cancellationToken);
        return await new BackupListHandler(backups, configuration).HandleAsync(new(), cancellationToken);
    }

    private static BackupSchedule Check(WireSchedule wanted)
    {
        if (wanted.EveryHours is < 1 or > 24 * 365 || wanted.Keep is < 1 or > 1000)
        {
            throw new RequestException(new(
                ProblemKind.Invalid,
                $"This is no schedule.",
                $"Backups are made every 1 to 8,760 hours, and 1 to 1,000 of them are kept.",
                $"Choose other numbers."));
        }

        var folder = Path.GetFullPath(wanted.Folder);
        return Directory.Exists(folder)
            ? new(TimeSpan.FromHours(wanted.EveryHours), folder, wanted.Keep)
            : throw new RequestException(new(
                ProblemKind.Invalid, $"There is no folder {folder}.", $"Backups go into a folder that exists.", $"Make the folder, or choose another one."));
    }
}

internal sealed class BackupRestoreHandler(IBackups backups)
{
    public async Task<BackupRestoreResult> HandleAsync(BackupRestoreParams parameters, CancellationToken cancellationToken)
    {
        var restored = await backups.RestoreAsync(parameters.Path, cancellationToken);
        return new(restored.Path, restored.PreviousPath);
    }
}

internal static class BackupMapping
{
    public static BackupInfo ToWire(this Core.Transfer.Backup backup) => new(backup.Path, backup.SizeBytes, backup.CreatedAt);

    public static WireSchedule ToWire(this BackupSchedule schedule) => new((int)schedule.Every.TotalHours, schedule.Folder, schedule.Keep);
}
