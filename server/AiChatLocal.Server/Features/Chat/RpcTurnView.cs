using AiChatLocal.Core.Providers;
using AiChatLocal.Protocol.Chat;
using AiChatLocal.Rpc;
using ReplyPhase = AiChatLocal.Core.Providers.ReplyPhase;

namespace AiChatLocal.Server.Features.Chat;

/// <summary>Shows a turn to a JSON-RPC client: progress until the first text, then deltas, which are merged while the client is busy.</summary>
internal sealed class RpcTurnView : ITurnView
{
    private readonly string _replyId;
    private readonly RpcSession _session;
    private readonly RpcStream<DeltaParts> _deltas;
    private TurnStart? _start;
    private TurnProgress? _early;

    public RpcTurnView(string replyId, RpcSession session)
    {
        _replyId = replyId;
        _session = session;
        _deltas = session.OpenStream<DeltaParts, ChatDelta>(
            static (waiting, next) => waiting.Append(next), (seq, parts) => new(replyId, seq, parts.ToWire()));
    }

    public async ValueTask StartedAsync(TurnStart start, CancellationToken cancellationToken)
    {
        _start = start;
        await ProgressAsync(_early ?? new(ReplyPhase.Connecting), cancellationToken);
        foreach (var part in start.Parts)
        {
            switch (part)
            {
                case Core.Chats.TextPart text:
                    await TextAsync(text.Text, cancellationToken);
                    break;
                case Core.Chats.ThinkingPart thinking:
                    await ThinkingAsync(thinking.Text, cancellationToken);
                    break;
            }
        }
    }

    /// <summary>What is told before the turn has its ids is told with them.</summary>
    public ValueTask ProgressAsync(TurnProgress progress, CancellationToken cancellationToken)
    {
        if (_start is null)
        {
            _early = progress;
            return ValueTask.CompletedTask;
        }

        return _session.NotifyAsync(
            new ChatProgress(
                _replyId,
                ToWire(progress.Phase),
                _start.Model,
                progress.Fraction,
                _start.ReplyId.ToString(),
                _start.QuestionId.ToString(),
                progress.RetryIn?.TotalMilliseconds,
                progress.Reason),
            cancellationToken);
    }

    public ValueTask TextAsync(string text, CancellationToken cancellationToken) =>
        _deltas.SendAsync(DeltaParts.Text(text), cancellationToken);

    public ValueTask ThinkingAsync(string text, CancellationToken cancellationToken) =>
        _deltas.SendAsync(DeltaParts.Thinking(text), cancellationToken);

    public ValueTask FlushAsync() => _deltas.FlushAsync(CancellationToken.None);

    private static Protocol.Chat.ReplyPhase ToWire(ReplyPhase phase) => phase switch
    {
        ReplyPhase.LoadingModel => Protocol.Chat.ReplyPhase.LoadingModel,
        ReplyPhase.ProcessingPrompt => Protocol.Chat.ReplyPhase.ProcessingPrompt,
        ReplyPhase.Retrying => Protocol.Chat.ReplyPhase.Retrying,
        ReplyPhase.Summarising => Protocol.Chat.ReplyPhase.Summarising,
        _ => Protocol.Chat.ReplyPhase.Connecting,
    };
}
