using System.Buffers;
using System.IO.Pipelines;

namespace AiChatLocal.Rpc.Framing;

/// <summary>Cuts what the peer sends into messages. Memory is bounded by the largest message allowed, whatever arrives.</summary>
internal abstract class FrameReader(Stream receiving, int maxFrameBytes, CancellationToken stopped)
{
    private static readonly StreamPipeReaderOptions PipeOptions = new(bufferSize: 64 * 1024, leaveOpen: true);

    private readonly PipeReader _pipe = PipeReader.Create(receiving, PipeOptions);
    private SequencePosition _next;
    private bool _hasUnconsumed;
    private byte[]? _copy;

    protected int MaxFrameBytes { get; } = maxFrameBytes;

    /// <summary>Reads the next message, or what is wrong with it; null at the end. What it returned before is no longer valid.</summary>
    public async ValueTask<IncomingFrame?> ReadAsync()
    {
        Release();
        return await ReadNextAsync();
    }

    protected abstract ValueTask<IncomingFrame?> ReadNextAsync();

    /// <summary>Returns at least <paramref name="count"/> bytes, fewer at the end of the stream.</summary>
    /// <exception cref="OperationCanceledException">The session stopped.</exception>
    protected async ValueTask<ReadResult> FillAsync(int count)
    {
        stopped.ThrowIfCancellationRequested();
        var reading = _pipe.ReadAtLeastAsync(count, CancellationToken.None);
        // A console or a pipe cannot cancel a read that has begun, so the wait is given up instead.
        return reading.IsCompleted ? await reading : await reading.AsTask().WaitAsync(stopped);
    }

    /// <summary>Gives back what was filled: <paramref name="consumed"/> is done with, the rest is seen again.</summary>
    protected void Consume(SequencePosition consumed) => _pipe.AdvanceTo(consumed);

    /// <summary>As <see cref="Consume"/>, and the next fill waits for more than what was there.</summary>
    protected void ConsumeAndWait(SequencePosition consumed, SequencePosition examined) => _pipe.AdvanceTo(consumed, examined);

    /// <summary>Lends a message out until the next read.</summary>
    protected IncomingFrame Lend(ReadOnlySequence<byte> body, SequencePosition next)
    {
        _next = next;
        _hasUnconsumed = true;
        if (body.IsSingleSegment) return new(body.First, null);
        _copy = ArrayPool<byte>.Shared.Rent((int)body.Length);
        body.CopyTo(_copy);
        return new(_copy.AsMemory(0, (int)body.Length), null);
    }

    private void Release()
    {
        if (_copy is not null) ArrayPool<byte>.Shared.Return(_copy);
        _copy = null;
        if (_hasUnconsumed) _pipe.AdvanceTo(_next);
        _hasUnconsumed = false;
    }
}

/// <summary>A message, or the error to answer in its place.</summary>
internal readonly record struct IncomingFrame(ReadOnlyMemory<byte> Body, RpcException? Fault);
