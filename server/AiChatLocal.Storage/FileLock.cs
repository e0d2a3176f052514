using AiChatLocal.Core;

namespace AiChatLocal.Storage;

/// <summary>A lock that all processes on a data directory respect; the system frees it when its holder dies.</summary>
internal sealed class FileLock : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <exception cref="StorageException">It was held by another process for all of <paramref name="patience"/>.</exception>
    public static async Task<FileLock> TakeAsync(string path, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException exception) when (File.Exists(path))
            {
                if (time.GetElapsedTime(started) >= patience)
                {
                    throw Held(path, exception);
                }

                await Task.Delay(Interval, time, cancellationToken);
            }
        }
    }

    private static StorageException Held(string path, IOException exception) => new(
        new(
            ProblemKind.Busy,
            $"Another process is changing the data directory.",
            $"It has held {path} for longer than this one waits.",
            $"Try again; close other editors if it stays so.",
            exception.Message,
            Retryable: true),
        exception);

    // The file stays: removing it would let two processes hold locks on different files of one name.
    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
