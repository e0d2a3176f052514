using AiChatLocal.Core.Providers;

namespace AiChatLocal.Providers.Embedded.Download;

/// <summary>Tells the progress of a pull, at most ten times a second, with the speed of the last seconds.</summary>
internal sealed class PullMeter(Action<PullProgress> tell, TimeProvider time, long totalBytes)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(3);

    private readonly Queue<(long Time, long Bytes)> _samples = new();
    private long? _lastTold;
    private long _completed;

    /// <summary>Bytes that are on this machine already.</summary>
    public void Start(long completed)
    {
        _completed = completed;
        Tell(verifying: false);
        // The first bytes are told at once: that it moves is what one waits to see.
        _lastTold = null;
    }

    public void Add(int bytes)
    {
        _completed += bytes;
        if (_lastTold is not { } last || time.GetElapsedTime(last) >= Interval) Tell(verifying: false);
    }

    /// <summary>A part has to be fetched again from its beginning.</summary>
    public void TakeBack(long bytes)
    {
        _completed -= bytes;
        _samples.Clear();
    }

    public void Verifying() => Tell(verifying: true);

    private void Tell(bool verifying)
    {
        var now = time.GetTimestamp();
        _lastTold = now;
        _samples.Enqueue((now, _completed));
        while (_samples.Count > 2 && time.GetElapsedTime(_samples.Peek().Time, now) > Window) _samples.Dequeue();
        var (since, bytes) = _samples.Peek();
        var seconds = time.GetElapsedTime(since, now).TotalSeconds;
        tell(new(verifying, _completed, totalBytes, seconds > 0 && !verifying ? (_completed - bytes) / seconds : null));
    }
}
