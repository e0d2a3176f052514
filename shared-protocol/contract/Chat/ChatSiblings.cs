namespace AiChatLocal.Protocol.Chat;

/// <summary>Reads all messages that stand in the same place as one: the answers to the same question, or a question in all its wordings.</summary>
[RpcRequest("chat/siblings")]
public sealed record ChatSiblingsParams(string ChatId, string MessageId) : IRpcRequest<ChatSiblingsResult>;

/// <param name="Messages">Oldest first, the named one included.</param>
public sealed record ChatSiblingsResult(IReadOnlyList<ChatMessage> Messages);
