namespace AiChatLocal.Protocol.Chat;

/// <summary>Deletes a chat and all its messages.</summary>
[RpcRequest("chat/delete")]
public sealed record ChatDeleteParams(string ChatId) : IRpcRequest<EmptyResult>;
