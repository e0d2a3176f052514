using AiChatLocal.Protocol.Transfer;
using AiChatLocal.Rpc;
using AiChatLocal.Server.Features.Transfer.Import;

namespace AiChatLocal.Server.Features.Transfer;

internal sealed class ChatImportHandler(Importer importer)
{
    public async Task<ChatImportResult> HandleAsync(ChatImportParams parameters, RpcSession session, CancellationToken cancellationToken)
    {
        var stream = new ProgressStream(session, parameters.TransferId);
        try
        {
            return await importer.RunAsync(parameters.Path, parameters.DryRun, done => stream.Tell(done, total: null), cancellationToken);
        }
        finally
        {
            await stream.EndAsync();
        }
    }
}
