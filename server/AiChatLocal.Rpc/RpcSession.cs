using AiChatLocal.Protocol;
using AiChatLocal.Rpc.Dispatch;
using AiChatLocal.Rpc.Framing;
using AiChatLocal.Rpc.Sending;
using Microsoft.Extensions.Logging;

namespace AiChatLocal.Rpc;

/// <summary>
/// A JSON-RPC 2.0 conversation over a pair of streams. Both sides may ask: <see cref="RpcMethods"/> holds what this side answers, and
/// <see cref="RequestAsync"/> asks the other one. The streams stay the caller's.
/// </summary>
public sealed class RpcSession : IAsyncDisposable
{
    private const string Unheeding = "handlers that do not heed their cancellation";

    private readonly RpcMethods _methods;
    private readonly RpcSessionOptions _options;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly PendingRequests _pending = new();
    private readonly Outbox _outbox;
    private readonly Sender _sender;
    private readonly FrameReader _reader;
    private readonly Dispatcher _dispatcher;
    private Task? _running;

    public RpcSession(Stream receiving, Stream sending, RpcMethods methods, RpcSessionOptions options, ILogger logger)
    {
        _methods = methods;
        _options = options;
        _logger = logger;
        _outbox = new Outbox(sending, options.OutboxBytes);
        _sender = new Sender(new FrameFactory(options.Framing), _outbox);
        _reader = options.Framing == RpcFraming.Headers
            ? new HeaderFrameReader(receiving, options.MaxFrameBytes, _stop.Token)
            : new LineFrameReader(receiving, options.MaxFrameBytes, _stop.Token);
        _dispatcher = new Dispatcher(this, methods, options, _sender, _pending, logger, _stop.Token);
    }

    /// <summary>
    /// Reads until the peer closes, its stream breaks, or <see cref="Close"/> is called; then cancels what runs, waits for it and
    /// sends what is left. Runs once.
    /// </summary>
    /// <param name="cancellationToken">Closes the session, as <see cref="Close"/> does.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Interlocked.CompareExchange(ref _running, running.Task, null) is not null)
        {
            throw new InvalidOperationException("The session has been run already.");
        }

        using var closing = cancellationToken.UnsafeRegister(static session => ((RpcSession)session!).Close(), this);
        try
        {
            var writing = WriteAsync();
            await ReadAsync();
            await EndAsync(writing);
        }
        finally
        {
            running.SetResult();
        }
    }

    /// <summary>Stops reading. What the peer has sent after this is not looked at.</summary>
    public void Close() => _ = _stop.CancelAsync();

    /// <summary>
    /// Asks the peer. Cancelling asks it to stop and still waits for its answer, which may be a partial result.
    /// </summary>
    /// <exception cref="RpcException">The peer answered with an error.</exception>
    /// <exception cref="RpcConnectionException">The session ended without an answer.</exception>
    /// <exception cref="OperationCanceledException">The peer answered that the request was cancelled, as was asked for.</exception>
    public async Task<TResult> RequestAsync<TParams, TResult>(TParams parameters, CancellationToken cancellationToken)
        where TParams : IRpcRequest<TResult>
    {
        cancellationToken.ThrowIfCancellationRequested();
        var id = _pending.NextId();
        var request = new PendingRequest<TResult>(_methods.Types);
        var frame = _sender.Frames.Request(id, MethodName<TParams>.Encoded, parameters, _methods.Types.Of<TParams>());
        _pending.Add(id, request);
        try
        {
            await _sender.SendAsync(frame, cancellationToken);
        }
        catch
        {
            _pending.Take(id);
            throw;
        }

        using var cancelling = cancellationToken.UnsafeRegister(_ => _ = CancelAsync(id), null);
        try
        {
            return await request.Answer;
        }
        catch (RpcException exception) when (exception.Code == RpcErrorCode.RequestCancelled && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
    }

    /// <summary>Tells the peer something. Waits while the outbox is full.</summary>
    /// <exception cref="RpcConnectionException">The session has ended.</exception>
    public ValueTask NotifyAsync<TParams>(TParams parameters, CancellationToken cancellationToken)
        where TParams : IRpcNotification =>
        _sender.SendAsync(
            _sender.Frames.Notification(MethodName<TParams>.Encoded, parameters, _methods.Types.Of<TParams>()), cancellationToken);

    /// <summary>
    /// For the handler of a request that ends the conversation: cancels what else the peer has asked for and returns when all of it is
    /// answered, or has not been for as long as the session's end would wait. Requests that still come are cancelled as they begin.
    /// </summary>
    /// <param name="own">The token that the handler was given; its own request goes on.</param>
    public Task EndOtherRequestsAsync(CancellationToken own) => WaitAsync(_dispatcher.EndOthersAsync(own), Unheeding);

    /// <summary>Opens a sequence of notifications whose items may be merged while they wait.</summary>
    /// <param name="merge">Joins an item and the one after it. It must not matter in which order neighbours are joined.</param>
    /// <param name="toNotification">Makes a notification of its place in the sequence, counted from 0, and an item.</param>
    public RpcStream<TItem> OpenStream<TItem, TNotification>(
        Func<TItem, TItem, TItem> merge, Func<int, TItem, TNotification> toNotification)
        where TNotification : IRpcNotification =>
        new(
            _sender,
            merge,
            (seq, item) => _sender.Frames.Notification(
                MethodName<TNotification>.Encoded, toNotification(seq, item), _methods.Types.Of<TNotification>()),
            _options);

    /// <summary>Closes the session and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        Close();
        if (Interlocked.CompareExchange(ref _running, Task.CompletedTask, null) is { } running) await running;
        _outbox.Complete();
        _pending.FailAll(new RpcConnectionException("The session has ended."));
    }

    private async Task ReadAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested && await _reader.ReadAsync() is { } frame) await _dispatcher.DispatchAsync(frame);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Closed.
        }
        catch (RpcConnectionException)
        {
            // The peer takes no answers: there is nothing to read for.
        }
        catch (Exception exception)
        {
            // A stream may throw anything when it breaks. What runs is still to be ended in order.
            RpcLog.StreamBroke(_logger, exception);
        }
    }

    private async Task WriteAsync()
    {
        try
        {
            await _outbox.RunAsync();
        }
        catch (Exception exception)
        {
            RpcLog.StreamBroke(_logger, exception);
            Close();
        }
    }

    private async Task EndAsync(Task writing)
    {
        Close();
        _pending.FailAll(new RpcConnectionException("The peer has closed the connection."));
        await WaitAsync(_dispatcher.EndAsync(), Unheeding);
        _outbox.Complete();
        await WaitAsync(writing, "the peer to take the last messages");
    }

    private async Task WaitAsync(Task task, string what)
    {
        try
        {
            await task.WaitAsync(_options.CloseTimeout, _options.Time);
        }
        catch (TimeoutException)
        {
            RpcLog.GaveUpWaiting(_logger, what);
        }
    }

    private async Task CancelAsync(long id)
    {
        try
        {
            await _sender.SendAsync(_sender.Frames.Cancel(id), CancellationToken.None);
        }
        catch (RpcConnectionException)
        {
            // The request has failed with the session.
        }
    }
}
