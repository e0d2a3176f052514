using AiChatLocal.Protocol.Transfer;
using AiChatLocal.Rpc;
using AiChatLocal.Server.Hosting;

namespace AiChatLocal.Server.Features.Transfer;

internal static class TransferFeature
{
    public static RpcMethods AddTransfer(this RpcMethods methods, Func<Sidecar> sidecar) => methods
        .Stream<ChatExportParams, ChatExportResult>(() => new ChatExportHandler(sidecar().Exporter).HandleAsync)
        .Stream<ChatImportParams, ChatImportResult>(() => new ChatImportHandler(sidecar().Importer).HandleAsync);
}
