using System.Buffers;
using AiChatLocal.Protocol;

namespace AiChatLocal.Rpc.Framing;

/// <summary>One message a line; empty lines are skipped.</summary>
internal sealed class LineFrameReader(Stream receiving, int maxFrameBytes, CancellationToken stopped)
    : FrameReader(receiving, maxFrameBytes, stopped)
{
    private bool _skipping;

    protected override async ValueTask<IncomingFrame?> ReadNextAsync()
    {
        // Counts what was searched already, so that a long line is not searched again with each piece of it.
        long searched = 0;
        while (true)
        {
            var result = await FillAsync(1);
            var buffer = result.Buffer;
            if (buffer.Slice(searched).PositionOf((byte)'\n') is { } end)
            {
                var line = buffer.Slice(0, end);
                var next = buffer.GetPosition(1, end);
                searched = 0;
                if (_skipping || IsBlank(line))
                {
                    _skipping = false;
                    Consume(next);
                }
                else if (line.Length > MaxFrameBytes)
                {
                    Consume(next);
                    return TooLong();
                }
                else
                {
                    return Lend(line, next);
                }
            }
            else if (result.IsCompleted)
            {
                // The last line may lack its end.
                if (_skipping || IsBlank(buffer))
                {
                    Consume(buffer.End);
                    return null;
                }

                return Lend(buffer, buffer.End);
            }
            else if (_skipping || buffer.Length > MaxFrameBytes)
            {
                var begins = !_skipping;
                _skipping = true;
                searched = 0;
                Consume(buffer.End);
                if (begins) return TooLong();
            }
            else
            {
                searched = buffer.Length;
                ConsumeAndWait(buffer.Start, buffer.End);
            }
        }
    }

    private IncomingFrame TooLong() => new(default, new RpcException(
        RpcErrorCode.InvalidRequest, $"The message is longer than the {MaxFrameBytes} bytes allowed, and was skipped."));

    private static bool IsBlank(ReadOnlySequence<byte> line)
    {
        foreach (var segment in line)
        {
            if (segment.Span.ContainsAnyExcept(" \t\r"u8)) return false;
        }

        return true;
    }
}
