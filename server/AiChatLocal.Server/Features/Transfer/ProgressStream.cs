using AiChatLocal.Protocol.Transfer;
using AiChatLocal.Rpc;

namespace AiChatLocal.Server.Features.Transfer;

/// <summary>Tells how far a transfer is. The newest figures replace those that wait: a slow client slows nothing down.</summary>
internal sealed class ProgressStream(RpcSession session, string? transferId)
{
    private readonly RpcStream<TransferProgress>? _stream = transferId is null
        ? null
        : session.OpenStream<TransferProgress, TransferProgress>(static (_, newest) => newest, static (_, progress) => progress);

    public void Tell(int done, int? total) => _ = _stream?.SendAsync(new(transferId!, done, total), CancellationToken.None).AsTask();

    public Task EndAsync() => _stream?.FlushAsync(CancellationToken.None).AsTask() ?? Task.CompletedTask;
}
