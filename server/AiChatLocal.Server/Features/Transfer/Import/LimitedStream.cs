namespace AiChatLocal.Server.Features.Transfer.Import;

/// <summary>Reads a compressed entry and stops where it grows beyond what chats do: such a file was made to fill memory or time.</summary>
internal sealed class LimitedStream(Stream inner, long compressedBytes) : Stream
{
    /// <summary>Text of chats shrinks to a tenth; this leaves room for the very repetitive.</summary>
    private const int MostExpansion = 400;

    private const long AlwaysAllowed = 16 * 1024 * 1024;

    private readonly long _most = Math.Max(AlwaysAllowed, compressedBytes * MostExpansion);
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Count(inner.Read(buffer, offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await inner.ReadAsync(buffer, cancellationToken));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Count(int read)
    {
        _read += read;
        return _read <= _most ? read : throw new UnreadableException($"It unpacks to far more than an export of chats holds.");
    }
}
