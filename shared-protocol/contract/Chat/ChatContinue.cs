namespace AiChatLocal.Protocol.Chat;

/// <summary>
/// Goes on with the last answer of the current branch, which was cut off, stopped or interrupted. The deltas begin with what it holds already.
/// </summary>
/// <param name="MessageId">The answer; nothing may follow it.</param>
/// <param name="ReplyId">As in <see cref="ChatSendParams"/>.</param>
/// <param name="Overflow">As in <see cref="ChatSendParams"/>.</param>
[RpcRequest("chat/continue")]
public sealed record ChatContinueParams(
    string ChatId, string MessageId, string ReplyId, GenerationOptions? Options = null, OverflowChoice? Overflow = null)
    : IRpcRequest<ChatReplyResult>;
