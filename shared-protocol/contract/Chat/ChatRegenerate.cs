namespace AiChatLocal.Protocol.Chat;

/// <summary>
/// Asks the question behind an answer again. The new answer becomes a sibling of the old one, which is kept. While a question is being
/// answered this may ask it of further models; everything else in its chat waits for its end.
/// </summary>
/// <param name="MessageId">The answer to replace in the current branch, or the question itself.</param>
/// <param name="ReplyId">As in <see cref="ChatSendParams"/>.</param>
/// <param name="Preset">As in <see cref="ChatSendParams"/>.</param>
/// <param name="Overflow">As in <see cref="ChatSendParams"/>.</param>
/// <param name="Beside">True: the current branch stays the current one, as it does while another answer to the question runs.</param>
[RpcRequest("chat/regenerate")]
public sealed record ChatRegenerateParams(
    string ChatId, string MessageId, string ReplyId, string? Model = null, GenerationOptions? Options = null, OverflowChoice? Overflow = null,
    string? Preset = null, bool? Beside = null)
    : IRpcRequest<ChatReplyResult>;
