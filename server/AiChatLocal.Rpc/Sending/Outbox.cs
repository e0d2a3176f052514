using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace AiChatLocal.Rpc.Sending;

/// <summary>
/// What waits to be sent, bounded in bytes, and the one loop that writes it. Messages are appended to one buffer while the other is
/// being written, so that everything that came up during a write leaves with the next one.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore without a wait handle holds nothing.")]
internal sealed class Outbox(Stream sending, int limitBytes)
{
    private const int InitialBytes = 16 * 1024;

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _signal = new(0);
    private readonly int _behindBytes = Math.Min(16 * 1024, limitBytes);
    private byte[] _filling = ArrayPool<byte>.Shared.Rent(InitialBytes);
    private int _filled;
    private bool _writerSleeps;
    private bool _completed;
    private RpcConnectionException? _broken;
    private TaskCompletionSource? _room;
    private List<IDrainListener> _listeners = [];
    private List<IDrainListener> _called = [];

    /// <summary>The writer has not kept up: it is better to merge than to append.</summary>
    public bool IsBehind => Volatile.Read(ref _filled) >= _behindBytes;

    public bool HasRoom => Volatile.Read(ref _filled) < limitBytes;

    /// <summary>Appends a message where there is room. The last one may go past the limit, so that a large one gets through too.</summary>
    /// <exception cref="RpcConnectionException">Nothing is sent any more.</exception>
    public bool TryAppend(ReadOnlySpan<byte> frame, bool force = false)
    {
        bool wake;
        lock (_lock)
        {
            if (_broken is not null) throw new RpcConnectionException(_broken.Message, _broken.InnerException);
            if (_completed) throw new RpcConnectionException("The session has ended.");
            if (_filled >= limitBytes && !force) return false;
            Reserve(frame.Length);
            frame.CopyTo(_filling.AsSpan(_filled));
            _filled += frame.Length;
            wake = _writerSleeps;
            _writerSleeps = false;
        }

        if (wake) _signal.Release();
        return true;
    }

    /// <summary>Waits until there may be room again, or the outbox has ended.</summary>
    public Task RoomAsync(CancellationToken cancellationToken)
    {
        Task room;
        lock (_lock)
        {
            if (_filled < limitBytes || _completed || _broken is not null) return Task.CompletedTask;
            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            room = _room.Task;
        }

        return room.WaitAsync(cancellationToken);
    }

    /// <summary>Calls <paramref name="listener"/> after the writer has taken what waits now.</summary>
    public void WhenDrained(IDrainListener listener)
    {
        lock (_lock)
        {
            if (_completed || _broken is not null) return;
            _listeners.Add(listener);
            if (_filled > 0 || !_writerSleeps) return;
            // The writer has caught up since the caller looked: it is sent round once, or the listener would never be called.
            _writerSleeps = false;
        }

        _signal.Release();
    }

    /// <summary>Takes no more messages; the writer ends once it has written those it has.</summary>
    public void Complete()
    {
        bool wake;
        lock (_lock)
        {
            if (_completed) return;
            _completed = true;
            wake = _writerSleeps;
            _writerSleeps = false;
            _room?.TrySetResult();
            _room = null;
        }

        if (wake) _signal.Release();
    }

    /// <summary>Writes until <see cref="Complete"/> was called and all is written. A broken stream ends it with an exception.</summary>
    public async Task RunAsync()
    {
        var writing = ArrayPool<byte>.Shared.Rent(InitialBytes);
        try
        {
            while (true)
            {
                var (count, ended) = Swap(ref writing);
                if (count > 0)
                {
                    CallListeners();
                    await sending.WriteAsync(writing.AsMemory(0, count), CancellationToken.None);
                    await sending.FlushAsync(CancellationToken.None);
                }
                else if (CallListeners())
                {
                    continue;
                }
                else if (ended)
                {
                    return;
                }
                else
                {
                    await _signal.WaitAsync(CancellationToken.None);
                }
            }
        }
        catch (Exception exception)
        {
            Break(exception);
            throw;
        }
    }

    /// <summary>Takes the filled buffer and leaves the empty one. The writer counts as asleep when there was nothing to take.</summary>
    private (int Count, bool Ended) Swap(ref byte[] writing)
    {
        lock (_lock)
        {
            var count = _filled;
            if (count == 0)
            {
                _writerSleeps = !_completed && _listeners.Count == 0;
                return (0, _completed && _listeners.Count == 0);
            }

            if (writing.Length > 2 * limitBytes && writing.Length > InitialBytes)
            {
                ArrayPool<byte>.Shared.Return(writing);
                writing = ArrayPool<byte>.Shared.Rent(InitialBytes);
            }

            (_filling, writing) = (writing, _filling);
            _filled = 0;
            _room?.TrySetResult();
            _room = null;
            return (count, false);
        }
    }

    private bool CallListeners()
    {
        lock (_lock)
        {
            if (_listeners.Count == 0) return false;
            (_listeners, _called) = (_called, _listeners);
        }

        foreach (var listener in _called) listener.OnDrained();
        _called.Clear();
        return true;
    }

    private void Break(Exception exception)
    {
        lock (_lock)
        {
            _broken = new RpcConnectionException("The peer takes no more messages.", exception);
            _filled = 0;
            _listeners.Clear();
            _room?.TrySetResult();
            _room = null;
        }
    }

    private void Reserve(int count)
    {
        var needed = checked(_filled + count);
        if (needed <= _filling.Length) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _filling.Length * 2));
        _filling.AsSpan(0, _filled).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_filling);
        _filling = larger;
    }
}
