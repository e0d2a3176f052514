namespace AiChatLocal.Protocol.Chat;

/// <summary>Deletes a message and all that follow it. A sibling, else what it followed, becomes the end of the current branch.</summary>
[RpcRequest("chat/deleteMessage")]
public sealed record ChatDeleteMessageParams(string ChatId, string MessageId) : IRpcRequest<EmptyResult>;
