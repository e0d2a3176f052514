using AiChatLocal.Core;
using Microsoft.Extensions.Logging;

namespace AiChatLocal.Storage;

/// <summary>
/// Asks once a second for a cheap mark, such as a version, and tells when it has changed. It has a thread of its own, since a timer wakes
/// three threads of the pool each time, which is most of what a resting process would cost.
/// </summary>
/// <param name="read">Nothing in it leaves the thread for long: it is waited for.</param>
internal sealed partial class ChangeWatcher<T>(string name, Func<CancellationToken, Task<T>> read, Action changed, ILogger logger) : IDisposable
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
                _thread = new(Watch, maxStackSize: 256 * 1024) { IsBackground = true, Name = name };
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
        T? seen = default;
        var (known, failing) = (false, false);
        try
        {
            do
            {
                try
                {
                    var found = read(_ending.Token).GetAwaiter().GetResult();
                    if (known && !EqualityComparer<T>.Default.Equals(found, seen))
                    {
                        changed();
                    }

                    (seen, known, failing) = (found, true, false);
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
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // What is watched is being closed, or was before the first look: a session may end while it begins.
        }
    }

    [LoggerMessage(LogLevel.Warning, "Changes of other processes cannot be watched for")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
