namespace AiChatLocal.Providers.Http;

/// <summary>
/// The token of a call's reads: the caller's own, and a limit that starts anew with each read. Costs nothing while no limit is set.
/// </summary>
internal sealed class ReadLimits(TimeSpan silence, TimeProvider time, CancellationToken caller) : IDisposable
{
    private CancellationTokenSource? _source;
    private CancellationTokenRegistration _link;

    /// <summary>How long the server may send nothing.</summary>
    public TimeSpan Silence => silence;

    /// <summary>True when the limit, and not the caller, ended a read.</summary>
    public bool Expired => _source is { IsCancellationRequested: true } && !caller.IsCancellationRequested;

    /// <param name="read">The token of this read, which counts too; mostly the caller's.</param>
    public CancellationToken Begin(TimeSpan limit, CancellationToken read)
    {
        if (limit == Timeout.InfiniteTimeSpan)
        {
            return read;
        }

        if (_source is null)
        {
            _source = new(Timeout.InfiniteTimeSpan, time);
            _link = caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
        }

        _source.CancelAfter(limit);
        return _source.Token;
    }

    public void End() => _source?.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _link.Dispose();
        _source?.Dispose();
    }
}
