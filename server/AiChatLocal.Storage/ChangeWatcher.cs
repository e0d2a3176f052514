using AiChatLocal.Core;
using Microsoft.Extensions.Logging;

namespace AiChatLocal.Storage;

/// <summary>
/// Asks once a second whether another process has changed the database: one pragma on an open connection. It has a thread of its own, since
/// a timer wakes three threads of the pool each time, which is most of what a resting process would cost.
/// </summary>
internal sealed partial class ChangeWatcher(Database database, Action changed, ILogger logger) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _gate = new();
    private Thread? _thread;

    public void Start()
    {
        lock (_gate)
        {
            // A session may end while the watching of its database is about to begin.
            if (_thread is null && !_ending.IsCancellationRequested)
            {
                _thread = new(Watch, maxStackSize: 256 * 1024) { IsBackground = true, Name = "Database changes" };
                _thread.Start();
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _ending.Cancel();
        }

        _thread?.Join();
        _ending.Dispose();
    }

    private void Watch()
    {
        long? seen = null;
        var failing = false;
        try
        {
            do
            {
                try
                {
                    // Nothing in it leaves this thread, but for the wait for a write that is under way.
                    var version = database.ReadVersionAsync(_ending.Token).GetAwaiter().GetResult();
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
            while (!_ending.Token.WaitHandle.WaitOne(Interval));
        }
        catch (OperationCanceledException)
        {
            // The store is being closed.
        }
    }

    [LoggerMessage(LogLevel.Warning, "Changes of other processes cannot be watched for")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
