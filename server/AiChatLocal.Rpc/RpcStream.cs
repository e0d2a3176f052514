using System.Diagnostics.CodeAnalysis;
using AiChatLocal.Rpc.Sending;

namespace AiChatLocal.Rpc;

/// <summary>
/// Sends a sequence of items as notifications, in order. An item goes out at once when none went out within the merge window and the
/// writer keeps up; else it is merged with those that wait. One caller at a time sends.
/// </summary>
[SuppressMessage("Naming", "CA1711", Justification = "It is a stream, of items.")]
[SuppressMessage("Design", "CA1001", Justification = "A timer that is not set holds nothing, and this one is set for one merge window only.")]
public sealed class RpcStream<TItem> : IDrainListener
{
    /// <summary>What one notification may hold is bounded in items and, as far as the last one tells, in bytes.</summary>
    private const int MostItems = 4096;
    private const int TargetBytes = 64 * 1024;
    private const int MergeGroup = 16;

    private readonly Lock _lock = new();
    private readonly Sender _sender;
    private readonly Func<TItem, TItem, TItem> _merge;
    private readonly Func<int, TItem, Frame> _toFrame;
    private readonly TimeProvider _time;
    private readonly TimeSpan _window;
    private readonly ITimer _timer;
    private readonly List<TItem> _waiting = [];
    private int _fullAt = MostItems;
    private int _seq;
    private bool _isSentOnce;
    private long _lastSent;
    private bool _timerRuns;
    private bool _waitsForDrain;
    private Exception? _failure;

    internal RpcStream(Sender sender, Func<TItem, TItem, TItem> merge, Func<int, TItem, Frame> toFrame, RpcSessionOptions options)
    {
        _sender = sender;
        _merge = merge;
        _toFrame = toFrame;
        _time = options.Time;
        _window = options.MergeWindow;
        _timer = _time.CreateTimer(static stream => ((RpcStream<TItem>)stream!).OnWindowEnd(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Sends an item, now or with those that follow. Waits while the peer is so slow that nothing more can be held for it.</summary>
    /// <exception cref="RpcConnectionException">The peer is gone.</exception>
    public ValueTask SendAsync(TItem item, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled(cancellationToken);
        lock (_lock)
        {
            ThrowIfFailed();
            _waiting.Add(item);
            if (_waiting.Count < _fullAt)
            {
                SendOrSchedule();
                return default;
            }

            if (TrySend()) return default;
        }

        return WaitForRoomAsync(cancellationToken);
    }

    /// <summary>Sends what waits. A handler calls it before it returns: the response then follows everything that was sent.</summary>
    /// <exception cref="RpcConnectionException">The peer is gone.</exception>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            lock (_lock)
            {
                ThrowIfFailed();
                if (TrySend()) return;
            }

            await _sender.Outbox.RoomAsync(cancellationToken);
        }
    }

    void IDrainListener.OnDrained()
    {
        lock (_lock)
        {
            _waitsForDrain = false;
            SendLater();
        }
    }

    private void OnWindowEnd()
    {
        lock (_lock)
        {
            _timerRuns = false;
            SendLater();
        }
    }

    /// <summary>Sends on a thread that nobody awaits: what goes wrong is told by the next call.</summary>
    private void SendLater()
    {
        if (_waiting.Count == 0) return;
        try
        {
            SendOrSchedule();
        }
        catch (Exception) when (_failure is not null)
        {
            // Kept for the next call.
        }
    }

    private void SendOrSchedule()
    {
        var left = _isSentOnce ? _window - _time.GetElapsedTime(_lastSent) : TimeSpan.Zero;
        if (left > TimeSpan.Zero)
        {
            if (_timerRuns) return;
            _timerRuns = true;
            // A timer cuts off what is less than a millisecond: rounded down, it would fire again and again until the window ends.
            _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
        }
        else if (_sender.Outbox.IsBehind || !TrySend())
        {
            if (_waitsForDrain) return;
            _waitsForDrain = true;
            _sender.Outbox.WhenDrained(this);
        }
    }

    /// <summary>False when the outbox is full.</summary>
    private bool TrySend()
    {
        if (_waiting.Count == 0) return true;
        if (!_sender.Outbox.HasRoom) return false;
        try
        {
            var count = _waiting.Count;
            var frame = _toFrame(_seq, MergeWaiting());
            _fullAt = Math.Clamp(TargetBytes / Math.Max(1, frame.Bytes.Length / count), 1, MostItems);
            // Another one may have taken the room; one message over the limit does less harm than to serialize it again.
            _sender.SendNow(frame);
        }
        catch (Exception exception)
        {
            // Items are lost: what came after them would be wrong.
            _failure = exception;
            _waiting.Clear();
            throw;
        }

        _seq++;
        _isSentOnce = true;
        _lastSent = _time.GetTimestamp();
        return true;
    }

    /// <summary>Merges in groups, then the groups: joining n texts one after the other would copy the first n times.</summary>
    private TItem MergeWaiting()
    {
        for (var count = _waiting.Count; count > 1;)
        {
            var groups = 0;
            for (var i = 0; i < count; groups++)
            {
                var end = Math.Min(i + MergeGroup, count);
                var merged = _waiting[i++];
                for (; i < end; i++) merged = _merge(merged, _waiting[i]);
                _waiting[groups] = merged;
            }

            count = groups;
        }

        var all = _waiting[0];
        _waiting.Clear();
        return all;
    }

    private async ValueTask WaitForRoomAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _sender.Outbox.RoomAsync(cancellationToken);
            lock (_lock)
            {
                ThrowIfFailed();
                if (_waiting.Count < _fullAt || TrySend()) return;
            }
        }
    }

    private void ThrowIfFailed()
    {
        if (_failure is RpcConnectionException gone) throw new RpcConnectionException(gone.Message, gone.InnerException);
        if (_failure is not null) throw new InvalidOperationException("An earlier item of the stream could not be sent.", _failure);
    }
}
