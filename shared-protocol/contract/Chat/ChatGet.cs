namespace AiChatLocal.Protocol.Chat;

/// <summary>Reads the current branch of a chat, or its last messages.</summary>
/// <param name="Limit">Only the last so many messages; absent: all.</param>
/// <param name="Before">Only messages that come before this one.</param>
[RpcRequest("chat/get")]
public sealed record ChatGetParams(string ChatId, int? Limit = null, string? Before = null) : IRpcRequest<ChatGetResult>;

/// <param name="Messages">Oldest first.</param>
/// <param name="HasMore">True when the branch holds older messages.</param>
public sealed record ChatGetResult(ChatSummary Chat, IReadOnlyList<ChatMessage> Messages, bool HasMore);
