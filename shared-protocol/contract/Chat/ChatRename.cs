namespace AiChatLocal.Protocol.Chat;

[RpcRequest("chat/rename")]
public sealed record ChatRenameParams(string ChatId, string Title) : IRpcRequest<EmptyResult>;
