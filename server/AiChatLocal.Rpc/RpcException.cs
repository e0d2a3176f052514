using AiChatLocal.Protocol;

namespace AiChatLocal.Rpc;

/// <summary>
/// The error that answers a request. A handler throws it to choose the answer; <see cref="RpcSession.RequestAsync"/> throws it when
/// the peer answered so. Its words are shown to users.
/// </summary>
/// <param name="code">One of <see cref="RpcErrorCode"/>.</param>
/// <param name="message">What happened, in one sentence.</param>
/// <param name="data">Why, and what to do next.</param>
public sealed class RpcException(int code, string message, ErrorData? data = null) : Exception(message)
{
    public int Code { get; } = code;

    public ErrorData? ErrorData { get; } = data;
}
