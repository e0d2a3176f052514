using System.Diagnostics.CodeAnalysis;
using AiChatLocal.Rpc.Messages;
using AiChatLocal.Rpc.Sending;

namespace AiChatLocal.Rpc.Dispatch;

/// <summary>A request of the peer from its arrival to its answer.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A token source without a timer and a parent holds nothing, and a cancel may come at any moment.")]
internal abstract class RunningRequest(RequestId id, string method)
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RequestId Id { get; } = id;

    public string Method { get; } = method;

    public CancellationToken CancellationToken => _cancellation.Token;

    /// <summary>Done when the answer is on its way, or nobody is left to have it.</summary>
    public Task Answered => _answered.Task;

    public void SetAnswered() => _answered.SetResult();

    /// <summary>Cancels without waiting for what listens to it.</summary>
    public Task CancelAsync() => _cancellation.CancelAsync();

    /// <summary>Runs the handler and makes its answer; throws what the handler throws.</summary>
    public abstract Task<Frame> AnswerAsync(RpcSession session, FrameFactory frames);
}
