namespace AiChatLocal.Providers.Streaming;

/// <summary>How a body is cut into JSON objects: server-sent events or a line each.</summary>
internal interface IReplyFrames
{
    /// <summary>The next object that has come whole; a view that is valid until the next read of the body.</summary>
    bool TryRead(LineReader lines, out ReplyFrame frame);

    /// <summary>After the body has ended: an object that lacks only its end mark.</summary>
    bool TryReadLast(LineReader lines, out ReplyFrame frame);
}

/// <param name="data">The bytes of the object.</param>
/// <param name="isError">True when the frame itself, and not only its content, says that it is an error.</param>
internal readonly ref struct ReplyFrame(ReadOnlySpan<byte> data, bool isError = false)
{
    public ReadOnlySpan<byte> Data { get; } = data;

    public bool IsError { get; } = isError;
}
