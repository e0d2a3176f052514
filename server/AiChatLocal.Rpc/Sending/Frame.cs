using System.Buffers;
using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AiChatLocal.Rpc.Sending;

/// <summary>One outgoing message in a pooled buffer. Room is left in front, so that the header is put there once the length is known.</summary>
internal sealed class Frame : IBufferWriter<byte>
{
    private const int HeaderRoom = 32;
    private const int InitialBytes = 4 * 1024;
    private const int LargestKeptBytes = 128 * 1024;

    // The peer is a program: only what JSON itself demands is escaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialBytes);
    private int _start = HeaderRoom;
    private int _end = HeaderRoom;

    public Frame() => Json = new Utf8JsonWriter(this, Options);

    public Utf8JsonWriter Json { get; }

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Ends the message: nothing is written to <see cref="Json"/> after this.</summary>
    public void Complete(RpcFraming framing)
    {
        Json.Flush();
        if (framing == RpcFraming.Lines)
        {
            GetSpan(1)[0] = (byte)'\n';
            Advance(1);
            return;
        }

        Span<byte> header = stackalloc byte[HeaderRoom];
        "Content-Length: "u8.CopyTo(header);
        Utf8Formatter.TryFormat(_end - HeaderRoom, header[16..], out var digits);
        "\r\n\r\n"u8.CopyTo(header[(16 + digits)..]);
        var length = 16 + digits + 4;
        _start = HeaderRoom - length;
        header[..length].CopyTo(_buffer.AsSpan(_start));
    }

    public void Clear()
    {
        _start = _end = HeaderRoom;
        if (_buffer.Length > LargestKeptBytes)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = ArrayPool<byte>.Shared.Rent(InitialBytes);
        }

        Json.Reset(this);
    }

    public void Advance(int count) => _end += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_end);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(_end);
    }

    private void Reserve(int sizeHint)
    {
        var needed = _end + Math.Max(sizeHint, 1);
        if (needed <= _buffer.Length) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _buffer.Length * 2));
        _buffer.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
