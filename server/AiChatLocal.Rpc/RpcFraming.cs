namespace AiChatLocal.Rpc;

/// <summary>How one message is told from the next.</summary>
public enum RpcFraming
{
    /// <summary>A <c>Content-Length</c> header before each message, as in the Language Server Protocol.</summary>
    Headers,

    /// <summary>One message a line, as in the Agent Client Protocol.</summary>
    Lines,
}
