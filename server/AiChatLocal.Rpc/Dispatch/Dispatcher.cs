using AiChatLocal.Protocol;
using AiChatLocal.Rpc.Framing;
using AiChatLocal.Rpc.Messages;
using AiChatLocal.Rpc.Sending;
using Microsoft.Extensions.Logging;

namespace AiChatLocal.Rpc.Dispatch;

/// <summary>Does with each incoming message what it asks for.</summary>
internal sealed class Dispatcher(
    RpcSession session, RpcMethods methods, RpcSessionOptions options, Sender sender, PendingRequests pending, ILogger logger, CancellationToken stopped)
{
    private const string CancelMethod = "$/cancelRequest";

    private readonly RunningRequests _running = new(options.MaxRunningRequests);

    public async ValueTask DispatchAsync(IncomingFrame frame)
    {
        if (frame.Fault is not null)
        {
            await RefuseAsync(null, frame.Fault);
            return;
        }

        var envelope = EnvelopeReader.Read(frame.Body.Span);
        switch (envelope.Kind)
        {
            case MessageKind.Request:
                await StartAsync(envelope, frame.Body);
                break;
            case MessageKind.Notification:
                await NotifyAsync(envelope, frame.Body);
                break;
            case MessageKind.Response:
                Answer(envelope, frame.Body.Span);
                break;
            default:
                await RefuseAsync(envelope.Id, envelope.Fault!);
                break;
        }
    }

    /// <summary>Cancels what runs, save the request that has this token, and what still comes; waits until the former is answered.</summary>
    public Task EndOthersAsync(CancellationToken own) => _running.EndOthersAsync(own);

    /// <summary>Cancels what runs and waits until all of it is answered.</summary>
    public Task EndAsync() => _running.EndAsync();

    private async ValueTask StartAsync(Envelope envelope, ReadOnlyMemory<byte> frame)
    {
        var id = envelope.Id!.Value;
        if (_running.IsRunning(id))
        {
            await RefuseAsync(id, new(RpcErrorCode.InvalidRequest, "A request with this id is still running."));
            return;
        }

        RunningRequest request;
        try
        {
            var name = envelope.Method!;
            if (options.Gate?.Invoke(name) is { } closed) throw closed;
            var method = methods.FindRequest(name) ?? throw Unknown(name);
            request = method.Bind(id, Slice(frame, envelope.Params).Span);
        }
        catch (RpcException refusal)
        {
            await RefuseAsync(id, refusal);
            return;
        }
        catch (Exception exception)
        {
            RpcLog.HandlerFailed(logger, envelope.Method!, exception.GetType().FullName!, exception.StackTrace);
            await RefuseAsync(id, InternalError());
            return;
        }

        try
        {
            await _running.WaitForPlaceAsync(stopped);
        }
        catch (OperationCanceledException)
        {
            sender.SendNow(sender.Frames.Error(id, Cancelled()));
            return;
        }

        _running.Add(request);
        // Handlers may compute or block before they first wait: the reading of cancels must not wait for that.
        ThreadPool.UnsafeQueueUserWorkItem(static work => _ = work.Dispatcher.RunAsync(work.Request), (Dispatcher: this, Request: request), preferLocal: false);
    }

    private async Task RunAsync(RunningRequest request)
    {
        try
        {
            var answering = AnswerOfAsync(request);
            _running.Begun();
            var answer = await answering;
            _running.Forget(request);
            await sender.SendAsync(answer, CancellationToken.None);
        }
        catch (RpcConnectionException)
        {
            // Nobody is left to have the answer.
        }
        finally
        {
            _running.Answered(request);
        }
    }

    private async Task<Frame> AnswerOfAsync(RunningRequest request)
    {
        try
        {
            return await request.AnswerAsync(session, sender.Frames);
        }
        catch (RpcException exception)
        {
            return sender.Frames.Error(request.Id, exception);
        }
        catch (Exception) when (request.CancellationToken.IsCancellationRequested)
        {
            // Whatever a handler makes of its cancellation, that is why it ended.
            return sender.Frames.Error(request.Id, Cancelled());
        }
        catch (Exception exception)
        {
            RpcLog.HandlerFailed(logger, request.Method, exception.GetType().FullName!, exception.StackTrace);
            return sender.Frames.Error(request.Id, InternalError());
        }
    }

    private async ValueTask NotifyAsync(Envelope envelope, ReadOnlyMemory<byte> frame)
    {
        var name = envelope.Method!;
        if (name == CancelMethod)
        {
            if (CancelReader.TryRead(Slice(frame, envelope.Params).Span, out var id)) _ = _running.CancelAsync(id);
            return;
        }

        try
        {
            // What a request does at once, such as to begin a session, comes before the notification that follows it.
            await _running.AllBegunAsync().WaitAsync(stopped);
            if (options.Gate?.Invoke(name) is not null || methods.FindNotification(name) is not { } method)
            {
                RpcLog.NotificationIgnored(logger);
                return;
            }

            // Read on only when it is done: that keeps their order, and a slow receiver slows the peer down.
            await method.InvokeAsync(Slice(frame, envelope.Params).Span, session, stopped);
        }
        catch (RpcException exception)
        {
            RpcLog.Refused(logger, exception.Code);
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            // The session ends.
        }
        catch (Exception exception)
        {
            RpcLog.HandlerFailed(logger, "A notification", exception.GetType().FullName!, exception.StackTrace);
        }
    }

    private void Answer(Envelope envelope, ReadOnlySpan<byte> frame)
    {
        if (envelope.Id is null && envelope.Error is { } complaint)
        {
            RpcLog.NotUnderstood(logger, ErrorReader.Read(frame[complaint]).Code);
            return;
        }

        var request = envelope.Id is { Text: null } id ? pending.Take(id.Number) : null;
        if (request is null) RpcLog.AnswerIgnored(logger);
        else if (envelope.Error is { } error && !frame[error].SequenceEqual("null"u8)) request.Fail(ErrorReader.Read(frame[error]));
        else request.Succeed(envelope.Result is { } result ? frame[result] : "null"u8);
    }

    private async ValueTask RefuseAsync(RequestId? id, RpcException refusal)
    {
        RpcLog.Refused(logger, refusal.Code);
        await sender.SendAsync(sender.Frames.Error(id, refusal), stopped);
    }

    private static ReadOnlyMemory<byte> Slice(ReadOnlyMemory<byte> frame, Range? range) => range is { } place ? frame[place] : default;

    private static RpcException Cancelled() => new(RpcErrorCode.RequestCancelled, "The request was cancelled.");

    private static RpcException InternalError() =>
        new(RpcErrorCode.InternalError, "Internal error", new ErrorData("internalError", Fix: "Try again. The log says more."));

    private static RpcException Unknown(string method)
    {
        var shown = method.Length <= 100 ? method : $"{method[..100]}…";
        return new(RpcErrorCode.MethodNotFound, $"There is no method '{shown}'.");
    }
}
