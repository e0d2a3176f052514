namespace AiChatLocal.Protocol.Chat;

/// <summary>
/// Asks a question at the end of a chat. The answer arrives as <see cref="ChatDelta"/>; the response ends it, also after a cancel,
/// which is a result with <see cref="StopReason.Cancelled"/> and not an error.
/// </summary>
/// <param name="ReplyId">Chosen by the caller, unique among its running replies; the notifications carry it.</param>
/// <param name="Model">Full name; absent: the chat's, else the default.</param>
/// <param name="Attachments">Sent to the model before the text. A picture that the chat holds already is named by its attachmentId alone.</param>
/// <param name="Preset">The name of a preset; absent: the one that the model is in, if any. What <paramref name="Options"/> say goes before it.</param>
/// <param name="Overflow">When the conversation does not fit; absent: <see cref="OverflowChoice.Refuse"/>.</param>
/// <param name="EditOf">A question of the current branch that this one takes the place of: it becomes its sibling, and what followed is kept beside it.</param>
[RpcRequest("chat/send")]
public sealed record ChatSendParams(
    string ChatId,
    string ReplyId,
    string Text,
    string? Model = null,
    IReadOnlyList<MessagePart>? Attachments = null,
    GenerationOptions? Options = null,
    OverflowChoice? Overflow = null,
    string? Preset = null,
    string? EditOf = null)
    : IRpcRequest<ChatReplyResult>;

/// <param name="MessageId">The stored answer.</param>
/// <param name="UserMessageId">The stored question that it answers.</param>
public sealed record ChatReplyResult(
    string MessageId, string UserMessageId, StopReason StopReason, string Model, TokenUsage? Usage = null);

/// <summary>Stop: the model ended. Length: it reached a limit. Cancelled: the user stopped it. Other: the server gave another reason.</summary>
public enum StopReason
{
    Stop,
    Length,
    Cancelled,
    Other,
}
