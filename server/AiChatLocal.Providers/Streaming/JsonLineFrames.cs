namespace AiChatLocal.Providers.Streaming;

/// <summary>One JSON object a line (NDJSON).</summary>
internal sealed class JsonLineFrames : IReplyFrames
{
    public bool TryRead(LineReader lines, out ReplyFrame frame)
    {
        while (lines.TryRead(out var line))
        {
            if (!line.IsEmpty)
            {
                frame = new(line);
                return true;
            }
        }

        frame = default;
        return false;
    }

    public bool TryReadLast(LineReader lines, out ReplyFrame frame)
    {
        frame = new(lines.TakeRest());
        return !frame.Data.IsEmpty;
    }
}
