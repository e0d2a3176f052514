namespace AiChatLocal.Rpc.Tests.Support;

/// <summary>Keeps what is written; while the gate is closed a write waits, as it does on the pipe of a slow reader.</summary>
internal sealed class GatedStream : MemoryStream
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _writing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Released once for each write that is done.</summary>
    public SemaphoreSlim Written { get; } = new(0);

    /// <summary>Ends when a write waits at the gate.</summary>
    public Task Writing => _writing.Task;

    public void Open() => _gate.TrySetResult();

    public void Break() => _gate.TrySetException(new IOException("Broken pipe"));

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _writing.TrySetResult();
        await _gate.Task;
        Write(buffer.Span);
        Written.Release();
    }
}
