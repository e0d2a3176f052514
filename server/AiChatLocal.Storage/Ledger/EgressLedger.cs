using AiChatLocal.Core;
using AiChatLocal.Core.Privacy;
using Microsoft.Extensions.Logging;

namespace AiChatLocal.Storage.Ledger;

/// <summary>
/// Keeps the ledger, behind the requests: entries wait in memory and are written together about a second later, so that no request waits for
/// the disk. Without requests nothing runs. What stays on this machine is trimmed apart, so that it never pushes out what left.
/// </summary>
public sealed partial class EgressLedger(Database database, TimeProvider time, ILoggerFactory loggers) : IEgressLedger, IEgressReader, IAsyncDisposable
{
    /// <summary>How many entries of requests that left this machine are kept on disk, and of those that stayed.</summary>
    public const int KeptOutside = 100_000;

    /// <inheritdoc cref="KeptOutside"/>
    public const int KeptLoopback = 20_000;

    // Reached only while the database cannot be written.
    private const int MostWaiting = 10_000;
    private const int BatchRows = 500;
    private const int RowsBetweenTrims = 1_000;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryRest = TimeSpan.FromSeconds(10);

    private readonly ILogger _logger = loggers.CreateLogger<EgressLedger>();
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly CancellationTokenSource _ending = new();
    private readonly Dictionary<EntityId, EgressEntry> _waiting = [];
    private Task _loop = Task.CompletedTask;
    private bool _running;
    private long _lost;
    private int _sinceTrim = RowsBetweenTrims;

    public void Record(EgressEntry entry)
    {
        lock (_gate)
        {
            if (_waiting.Count >= MostWaiting && !_waiting.ContainsKey(entry.Id))
            {
                _lost++;
                return;
            }

            _waiting[entry.Id] = entry;
            if (!_running && !_ending.IsCancellationRequested)
            {
                _running = true;
                _loop = Task.Run(RunAsync);
            }
        }
    }

    public async Task<EgressPage> ReadAsync(int limit, EntityId? before, bool onlyOutside, CancellationToken cancellationToken)
    {
        await FlushAsync();
        var found = await database.ReadAsync(
            connection => EgressSql.ReadAsync(connection, limit + 1, before, onlyOutside, cancellationToken), cancellationToken);
        return new(found.Count > limit ? found[..limit] : found, found.Count > limit);
    }

    /// <summary>Writes what waits.</summary>
    public async ValueTask DisposeAsync()
    {
        Task loop;
        lock (_gate)
        {
            _ending.Cancel();
            loop = _loop;
        }

        await loop;
        await FlushAsync();
        _writing.Dispose();
        _ending.Dispose();
    }

    private async Task RunAsync()
    {
        var rest = Rest;
        while (true)
        {
            await Task.Delay(rest, time, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            rest = await FlushAsync() ? Rest : RetryRest;
            lock (_gate)
            {
                if (_waiting.Count == 0 || _ending.IsCancellationRequested)
                {
                    _running = false;
                    return;
                }
            }
        }
    }

    /// <returns>False when the database could not be written: the entries wait on.</returns>
    private async Task<bool> FlushAsync()
    {
        await _writing.WaitAsync();
        try
        {
            while (Take() is { Count: > 0 } batch)
            {
                if (!await WriteAsync(batch))
                {
                    return false;
                }
            }

            return true;
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task<bool> WriteAsync(List<EgressEntry> batch)
    {
        try
        {
            await database.WriteAsync(
                async connection =>
                {
                    foreach (var entry in batch)
                    {
                        await EgressSql.WriteAsync(connection, entry);
                    }

                    if (_sinceTrim >= RowsBetweenTrims)
                    {
                        await EgressSql.TrimAsync(connection, loopback: false, KeptOutside);
                        await EgressSql.TrimAsync(connection, loopback: true, KeptLoopback);
                    }

                    return true;
                },
                CancellationToken.None);
            _sinceTrim = _sinceTrim >= RowsBetweenTrims ? 0 : _sinceTrim + batch.Count;
            return true;
        }
        catch (StorageException exception)
        {
            PutBack(batch);
            LogFailed(_logger, Interlocked.Exchange(ref _lost, 0), exception);
            return false;
        }
    }

    private List<EgressEntry> Take()
    {
        lock (_gate)
        {
            List<EgressEntry> batch = [.. _waiting.Values.Take(BatchRows)];
            batch.ForEach(entry => _waiting.Remove(entry.Id));
            return batch;
        }
    }

    /// <summary>What came since is newer, and counts.</summary>
    private void PutBack(List<EgressEntry> batch)
    {
        lock (_gate)
        {
            batch.ForEach(entry => _waiting.TryAdd(entry.Id, entry));
        }
    }

    [LoggerMessage(LogLevel.Warning, "The ledger of what left this machine could not be written; it is tried again. Entries lost for want of room: {Lost}")]
    private static partial void LogFailed(ILogger logger, long lost, Exception exception);
}
