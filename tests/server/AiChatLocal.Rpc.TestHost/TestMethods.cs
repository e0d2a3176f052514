using System.Diagnostics;
using System.Globalization;
using AiChatLocal.Protocol;

namespace AiChatLocal.Rpc.TestHost;

/// <summary>The methods that the tests of a session call.</summary>
/// <param name="onBlocked">Told how much was sent when a stream begins to wait for its reader.</param>
internal sealed class TestMethods(Action<int>? onBlocked = null)
{
    private int _sent;

    public static string Words(int from, int to)
    {
        var words = new System.Text.StringBuilder();
        for (var i = from; i < to; i++) words.Append(CultureInfo.InvariantCulture, $"{i} ");
        return words.ToString();
    }

    public RpcMethods Create() => new RpcMethods(TestJsonContext.Default)
        .OnRequest<EchoParams, EchoResult>((p, _, _) => Task.FromResult(new EchoResult(string.Concat(Enumerable.Repeat(p.Text, p.Times)))))
        .OnRequest<SlowParams, EchoResult>(SlowAsync)
        .OnRequest<StreamParams, StreamResult>(StreamAsync)
        .OnRequest<ProgressParams, ProgressResult>((_, _, _) =>
        {
            using var process = Process.GetCurrentProcess();
            return Task.FromResult(new ProgressResult(Volatile.Read(ref _sent), process.WorkingSet64));
        })
        .OnRequest<FailParams, EmptyResult>((p, _, _) => throw Failure(p.Kind))
        .OnRequest<AskBackParams, EchoResult>((p, session, token) => session.RequestAsync<EchoParams, EchoResult>(new(p.Text), token))
        .OnNotification<ExitParams>((_, session, _) =>
        {
            session.Close();
            return default;
        });

    private static async Task<EchoResult> SlowAsync(SlowParams parameters, RpcSession session, CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(cancelled.SetResult);
        await cancelled.Task;
        if (!parameters.Partial) cancellationToken.ThrowIfCancellationRequested();
        return new EchoResult("partial");
    }

    private async Task<StreamResult> StreamAsync(StreamParams parameters, RpcSession session, CancellationToken cancellationToken)
    {
        var sent = 0;
        var stream = session.OpenStream<string, StreamDelta>(static (a, b) => a + b, (seq, text) => new StreamDelta(parameters.StreamId, seq, text));
        try
        {
            for (; sent < parameters.Count; sent++)
            {
                var sending = stream.SendAsync($"{sent} ", cancellationToken);
                if (!sending.IsCompleted) onBlocked?.Invoke(sent);
                await sending;
                Interlocked.Increment(ref _sent);
            }

            await stream.FlushAsync(cancellationToken);
            return new StreamResult(sent, "complete");
        }
        catch (OperationCanceledException)
        {
            return new StreamResult(sent, "cancelled");
        }
    }

    private static Exception Failure(string kind) => kind switch
    {
        "rpc" => new RpcException(
            RpcErrorCode.NotFound, "There is no such thing.", new ErrorData("notFound", Why: "It was removed.", Fix: "Choose another.", Retryable: true)),
        "cancelled" => new OperationCanceledException("not by the caller"),
        _ => new InvalidDataException("secret words"),
    };
}
