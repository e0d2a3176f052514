using System.Buffers;

namespace AiChatLocal.Providers.Streaming;

/// <summary>
/// Server-sent events: <c>data:</c> lines up to an empty one. Comments, which servers send as pings, and fields that mean nothing here are
/// skipped.
/// </summary>
internal sealed class ServerSentEventFrames : IReplyFrames
{
    private readonly ArrayBufferWriter<byte> _gathered = new();
    private bool _hasData;
    private bool _isError;
    private bool _handedOut;

    public bool TryRead(LineReader lines, out ReplyFrame frame)
    {
        Forget();
        while (lines.TryRead(out var line))
        {
            if (line.IsEmpty)
            {
                if (TryHandOut(out frame))
                {
                    return true;
                }

                _isError = false;
            }
            else if (TryField(line, "data"u8, out var value))
            {
                // Nearly every event is one line with its end right behind it: nothing is copied then.
                if (!_hasData && lines.TryReadBlank())
                {
                    frame = new(value, _isError);
                    _isError = false;
                    return true;
                }

                Gather(value);
            }
            else if (TryField(line, "event"u8, out value))
            {
                _isError = value.SequenceEqual("error"u8);
            }
        }

        frame = default;
        return false;
    }

    public bool TryReadLast(LineReader lines, out ReplyFrame frame)
    {
        Forget();
        if (TryField(lines.TakeRest(), "data"u8, out var value))
        {
            Gather(value);
        }

        return TryHandOut(out frame);
    }

    private static bool TryField(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!line.StartsWith(name))
        {
            return false;
        }

        if (line.Length == name.Length)
        {
            return true;
        }

        if (line[name.Length] != ':')
        {
            return false;
        }

        value = line[(name.Length + 1)..];
        value = value.StartsWith(" "u8) ? value[1..] : value;
        return true;
    }

    private void Gather(ReadOnlySpan<byte> value)
    {
        if (_hasData)
        {
            _gathered.Write("\n"u8);
        }

        _gathered.Write(value);
        _hasData = true;
    }

    private bool TryHandOut(out ReplyFrame frame)
    {
        frame = new(_gathered.WrittenSpan, _isError);
        _handedOut = _hasData;
        return _hasData;
    }

    private void Forget()
    {
        if (_handedOut)
        {
            _gathered.ResetWrittenCount();
            _hasData = _handedOut = _isError = false;
        }
    }
}
