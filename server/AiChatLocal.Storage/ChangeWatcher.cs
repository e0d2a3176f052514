using AiChatLocal.Core;
using Microsoft.Extensions.Logging;

namespace AiChatLocal.Storage;

/// <summary>Asks once a second whether another process has changed the database: one pragma on an open connection.</summary>
internal sealed partial class ChangeWatcher(Database database, Action changed, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _ending = new();
    private Task? _watching;

    public void Start() => _watching ??= Task.Run(WatchAsync);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        if (_watching is { } watching)
        {
            await watching;
        }

        _ending.Dispose();
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(Interval, time);
        long? seen = null;
        var failing = false;
        try
        {
            do
            {
                try
                {
                    var version = await database.ReadVersionAsync(_ending.Token);
                    if (seen is { } before && version != before)
                    {
                        changed();
                    }

                    seen = version;
                    failing = false;
                }
                catch (StorageException exception)
                {
                    // Said once: who asks for chats gets the error anyway.
                    if (!failing)
                    {
                        LogFailed(logger, exception);
                    }

                    failing = true;
                }
            }
            while (await timer.WaitForNextTickAsync(_ending.Token));
        }
        catch (OperationCanceledException)
        {
            // The store is being closed.
        }
    }

    [LoggerMessage(LogLevel.Warning, "Changes of other processes cannot be watched for")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
