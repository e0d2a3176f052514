namespace AiChatLocal.Storage;

/// <summary>A lock that all processes on a data directory respect; the system frees it when its holder dies.</summary>
internal sealed class FileLock : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <exception cref="IOException">It was held by another process for all of <paramref name="patience"/>.</exception>
    public static async Task<FileLock> TakeAsync(string path, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (File.Exists(path) && time.GetElapsedTime(started) < patience)
            {
                await Task.Delay(Interval, time, cancellationToken);
            }
        }
    }

    // The file stays: removing it would let two processes hold locks on different files of one name.
    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
