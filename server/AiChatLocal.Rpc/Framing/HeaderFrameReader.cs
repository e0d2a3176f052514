using System.Buffers;
using AiChatLocal.Protocol;

namespace AiChatLocal.Rpc.Framing;

/// <summary>
/// Messages behind a <c>Content-Length</c> header. After a header that tells no length the place where the next message begins is not
/// known: the reader answers once, then looks for the next header.
/// </summary>
internal sealed class HeaderFrameReader(Stream receiving, int maxFrameBytes, CancellationToken stopped)
    : FrameReader(receiving, maxFrameBytes, stopped)
{
    private const int MaxHeaderBytes = 8 * 1024;

    private long _toSkip;
    private bool _lost;

    protected override async ValueTask<IncomingFrame?> ReadNextAsync()
    {
        if (!await SkipAsync()) return null;
        if (_lost && !await FindHeaderAsync()) return null;
        while (true)
        {
            var result = await FillAsync(1);
            var buffer = result.Buffer;
            if (EndOfHeaders(buffer, out var block, out var body))
            {
                if (block.IsEmpty)
                {
                    // Line ends between messages do no harm.
                    Consume(body);
                    continue;
                }

                var header = HeaderBlock.Parse(block.IsSingleSegment ? block.FirstSpan : block.ToArray());
                Consume(body);
                return await ReadBodyAsync(header);
            }

            if (result.IsCompleted)
            {
                Consume(buffer.End);
                return buffer.IsEmpty ? null : CutOff();
            }

            if (buffer.Length > MaxHeaderBytes)
            {
                // The first byte goes, or the search would find the same place again.
                Consume(buffer.GetPosition(1));
                return Lost("the header is too long");
            }

            ConsumeAndWait(buffer.Start, buffer.End);
        }
    }

    private async ValueTask<IncomingFrame?> ReadBodyAsync(HeaderBlock header)
    {
        if (header.ContentLength is not { } length) return Lost(header.Fault);
        if (header.Fault is not null || length > MaxFrameBytes)
        {
            _toSkip = length;
            return header.Fault is not null
                ? Broken(header.Fault)
                : Fault(RpcErrorCode.InvalidRequest, $"The message has {length} bytes, {MaxFrameBytes} are allowed; it was skipped.");
        }

        if (length == 0) return new IncomingFrame(default, null);
        var result = await FillAsync(length);
        if (result.Buffer.Length >= length)
        {
            var body = result.Buffer.Slice(0, length);
            return Lend(body, body.End);
        }

        Consume(result.Buffer.End);
        return CutOff();
    }

    /// <summary>Finds the empty line that ends the headers; lines may end with or without a carriage return.</summary>
    private static bool EndOfHeaders(ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> block, out SequencePosition body)
    {
        var reader = new SequenceReader<byte>(buffer);
        block = default;
        body = default;
        while (reader.Consumed <= MaxHeaderBytes)
        {
            var start = reader.Position;
            if (!reader.TryReadTo(out ReadOnlySequence<byte> line, (byte)'\n')) return false;
            if (line.Length > 1 || (line.Length == 1 && line.FirstSpan[0] != (byte)'\r')) continue;
            block = buffer.Slice(0, start);
            body = reader.Position;
            return true;
        }

        return false;
    }

    private async ValueTask<bool> SkipAsync()
    {
        while (_toSkip > 0)
        {
            var result = await FillAsync(1);
            var count = Math.Min(_toSkip, result.Buffer.Length);
            _toSkip -= count;
            Consume(result.Buffer.GetPosition(count));
            if (result.IsCompleted && _toSkip > 0) return false;
        }

        return true;
    }

    /// <summary>Drops bytes until a header begins. Gives up, which ends the session, after as many as a message may have.</summary>
    private async ValueTask<bool> FindHeaderAsync()
    {
        for (long dropped = 0; dropped <= MaxFrameBytes;)
        {
            var result = await FillAsync(HeaderSearch.NameLength);
            var found = HeaderSearch.Find(result.Buffer);
            if (found is { } start)
            {
                Consume(start);
                _lost = false;
                return true;
            }

            // A name that has only begun stays for the next look.
            var keep = result.IsCompleted ? 0 : HeaderSearch.NameLength - 1;
            var drop = Math.Max(0, result.Buffer.Length - keep);
            dropped += drop;
            Consume(result.Buffer.GetPosition(drop));
            if (result.IsCompleted) return false;
        }

        return false;
    }

    private IncomingFrame Lost(string? fault)
    {
        _lost = true;
        return Broken(fault);
    }

    private static IncomingFrame Broken(string? fault) => Fault(RpcErrorCode.ParseError, $"The message cannot be read: {fault}.");

    private static IncomingFrame CutOff() => Fault(RpcErrorCode.ParseError, "The stream ended in the middle of a message.");

    private static IncomingFrame Fault(int code, string message) => new(default, new RpcException(code, message));
}
