using AiChatLocal.Core.Providers;
using AiChatLocal.Protocol.Models;
using AiChatLocal.Rpc;
using PullProgress = AiChatLocal.Core.Providers.PullProgress;

namespace AiChatLocal.Server.Features.Models;

internal sealed class ModelsPullHandler(ModelPulls pulls)
{
    public async Task<ModelsPullResult> HandleAsync(ModelsPullParams parameters, RpcSession session, CancellationToken cancellationToken)
    {
        // The newest figures replace those that wait: a slow client never slows the download down.
        var stream = session.OpenStream<PullProgress, ModelsPullProgress>(
            static (_, newest) => newest, (_, progress) => progress.ToWire(parameters.PullId));
        try
        {
            await pulls.PullAsync(parameters.Model, progress => _ = stream.SendAsync(progress, CancellationToken.None).AsTask(), cancellationToken);
            return new(PullStatus.Completed);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new(PullStatus.Cancelled);
        }
        finally
        {
            await stream.FlushAsync(CancellationToken.None);
        }
    }
}
