using AiChatLocal.Core;
using Microsoft.Extensions.Logging;

namespace AiChatLocal.Providers.Embedded.Engine;

/// <summary>
/// Keeps one engine for the whole sidecar: starts it when it is first needed and again after a crash, ends it when nobody has used it
/// for a while and with the sidecar.
/// </summary>
internal sealed class EngineHost(Func<EngineLocation> locate, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    /// <summary>The engine frees its models after five minutes of its own; then it is only a waiting Node.</summary>
    private static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(6);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private EngineProcess? _engine;
    private ITimer? _idle;
    private int _users;

    /// <summary>The running engine, or null; starts none.</summary>
    public EngineProcess? Running => _engine is { HasEnded: false } engine ? engine : null;

    /// <summary>An engine that stays until the lease is disposed, unless it crashes.</summary>
    /// <exception cref="ProviderException">It cannot be started.</exception>
    public async Task<EngineLease> LeaseAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_engine is { HasEnded: true } dead)
            {
                _engine = null;
                await dead.DisposeAsync().ConfigureAwait(false);
            }

            _engine ??= await EngineProcess.StartAsync(locate(), time, logger, cancellationToken).ConfigureAwait(false);
            Interlocked.Increment(ref _users);
            return new(this, _engine);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Ends the engine; a lease after this starts another one.</summary>
    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            _idle?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            if (_engine is not null) await _engine.DisposeAsync().ConfigureAwait(false);
            _engine = null;
        }
        finally
        {
            _gate.Release();
        }
    }

    internal void Return()
    {
        if (Interlocked.Decrement(ref _users) > 0) return;
        _idle ??= time.CreateTimer(static host => _ = ((EngineHost)host!).EndIdleAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _idle.Change(IdleTime, Timeout.InfiniteTimeSpan);
    }

    private async Task EndIdleAsync()
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            if (Volatile.Read(ref _users) > 0 || _engine is not { } engine) return;
            _engine = null;
            await engine.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }
}

/// <summary>A use of the engine.</summary>
internal sealed class EngineLease(EngineHost host, EngineProcess engine) : IDisposable
{
    public EngineProcess Engine => engine;

    public void Dispose() => host.Return();
}
