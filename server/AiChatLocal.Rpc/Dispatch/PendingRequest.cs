using System.Text.Json;
using AiChatLocal.Protocol;

namespace AiChatLocal.Rpc.Dispatch;

/// <summary>One of our own requests, waiting for its answer.</summary>
internal abstract class PendingRequest
{
    public abstract void Succeed(ReadOnlySpan<byte> result);

    public abstract void Fail(Exception reason);
}

internal sealed class PendingRequest<TResult>(WireTypes types) : PendingRequest
{
    private readonly TaskCompletionSource<TResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<TResult> Answer => _answer.Task;

    public override void Succeed(ReadOnlySpan<byte> result)
    {
        try
        {
            _answer.TrySetResult(Read(result));
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException or ArgumentException)
        {
            _answer.TrySetException(new RpcException(
                RpcErrorCode.InternalError,
                "The peer answered in a form that is not understood.",
                new ErrorData("unexpectedAnswer", Why: "The two programs may be of different versions.")));
        }
    }

    public override void Fail(Exception reason) => _answer.TrySetException(reason);

    private TResult Read(ReadOnlySpan<byte> result)
    {
        // Where there is nothing to say, many peers answer null.
        if (EmptyResult.Instance is TResult nothing && result.SequenceEqual("null"u8)) return nothing;
        return JsonSerializer.Deserialize(result, types.Of<TResult>()) ?? throw new JsonException();
    }
}
