using System.Buffers;
using AiChatLocal.Core;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.Streaming;

/// <summary>
/// Cuts a body into lines as its bytes come, whichever of LF, CRLF and CR ends them and wherever the network splits them. A line is a view
/// of the buffer, valid until the next <see cref="FillAsync"/>.
/// </summary>
internal sealed class LineReader(HttpAnswer answer) : IDisposable
{
    private const int StartSize = 64 * 1024;
    private const int MaxLine = 64 * 1024 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(StartSize);
    private int _start;
    private int _end;
    private int _scanned;
    private bool _afterCarriageReturn;
    private bool _beganLines;

    /// <summary>Reads what the network has, and waits when it has nothing. False: the body has ended.</summary>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        var count = await answer.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += count;
        return count > 0;
    }

    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        SkipLineFeed();
        var at = _buffer.AsSpan(_scanned, _end - _scanned).IndexOfAny((byte)'\n', (byte)'\r');
        if (at < 0)
        {
            _scanned = _end;
            line = default;
            return false;
        }

        at += _scanned;
        line = WithoutMark(_buffer.AsSpan(_start, at - _start));
        _afterCarriageReturn = _buffer[at] == '\r';
        _start = _scanned = at + 1;
        return true;
    }

    /// <summary>Consumes an empty line when it is the next one and has come already.</summary>
    public bool TryReadBlank()
    {
        SkipLineFeed();
        if (_start == _end || _buffer[_start] is not ((byte)'\n' or (byte)'\r'))
        {
            return false;
        }

        _afterCarriageReturn = _buffer[_start] == '\r';
        _scanned = ++_start;
        return true;
    }

    /// <summary>At the end of the body: the last line, when nothing ends it.</summary>
    public ReadOnlySpan<byte> TakeRest()
    {
        SkipLineFeed();
        var rest = WithoutMark(_buffer.AsSpan(_start, _end - _start));
        _start = _scanned = _end;
        return rest;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _start = _end = _scanned = 0;
    }

    private void SkipLineFeed()
    {
        if (!_afterCarriageReturn || _start == _end)
        {
            return;
        }

        _afterCarriageReturn = false;
        if (_buffer[_start] == '\n')
        {
            _start++;
            _scanned = Math.Max(_scanned, _start);
        }
    }

    /// <summary>A byte-order mark may stand before the first line.</summary>
    private ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> line)
    {
        if (_beganLines)
        {
            return line;
        }

        _beganLines = true;
        return line.StartsWith("\uFEFF"u8) ? line[3..] : line;
    }

    private void MakeRoom()
    {
        if (_start == _end)
        {
            _start = _end = _scanned = 0;
            return;
        }

        if (_buffer.Length - _end >= _buffer.Length / 2)
        {
            return;
        }

        var length = _end - _start;
        if (length > MaxLine)
        {
            throw new ProviderException(StatusProblems.TooLarge(answer.Call.Server));
        }

        var target = length > _buffer.Length / 2 ? ArrayPool<byte>.Shared.Rent(_buffer.Length * 2) : _buffer;
        _buffer.AsSpan(_start, length).CopyTo(target);
        if (target != _buffer)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = target;
        }

        _scanned -= _start;
        _start = 0;
        _end = length;
    }
}
