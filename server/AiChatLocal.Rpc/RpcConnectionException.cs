namespace AiChatLocal.Rpc;

/// <summary>The session has ended: the peer is gone or was let go, and nothing more reaches it.</summary>
public sealed class RpcConnectionException(string message, Exception? inner = null) : IOException(message, inner);
