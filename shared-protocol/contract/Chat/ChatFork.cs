namespace AiChatLocal.Protocol.Chat;

/// <summary>Copies a chat up to a message into a new one. Both go on by themselves.</summary>
/// <param name="MessageId">The last message of the copy.</param>
[RpcRequest("chat/fork")]
public sealed record ChatForkParams(string ChatId, string MessageId) : IRpcRequest<ChatForkResult>;

/// <param name="ChatId">The new chat.</param>
public sealed record ChatForkResult(string ChatId);
