using AiChatLocal.Protocol.Backup;
using AiChatLocal.Rpc;
using AiChatLocal.Server.Hosting;

namespace AiChatLocal.Server.Features.Backup;

internal static class BackupFeature
{
    public static RpcMethods AddBackup(this RpcMethods methods, Func<Sidecar> sidecar) => methods
        .Answer<BackupCreateParams, BackupInfo>(() => new BackupCreateHandler(sidecar().Backups).HandleAsync)
        .Answer<BackupListParams, BackupListResult>(() => new BackupListHandler(sidecar().Backups, sidecar().Configuration).HandleAsync)
        .Answer<BackupSetScheduleParams, BackupListResult>(() => new BackupSetScheduleHandler(sidecar().Backups, sidecar().Configuration).HandleAsync)
        .Answer<BackupRestoreParams, BackupRestoreResult>(() => new BackupRestoreHandler(sidecar().Backups).HandleAsync);
}
