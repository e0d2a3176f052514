namespace AiChatLocal.Protocol.Chat;

/// <summary>Lists chats, the last changed first.</summary>
/// <param name="Limit">At most this many, 1 to 500.</param>
/// <param name="Before">Goes on behind this chat of an earlier answer.</param>
[RpcRequest("chat/list")]
public sealed record ChatListParams(int Limit = 50, string? Before = null) : IRpcRequest<ChatListResult>;

/// <param name="HasMore">True when older chats follow.</param>
public sealed record ChatListResult(IReadOnlyList<ChatSummary> Chats, bool HasMore);

/// <param name="LastWords">The start of the newest message, at most 120 characters.</param>
public sealed record ChatSummary(
    string ChatId,
    string Title,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string? Model = null,
    string? SystemPrompt = null,
    string? LastWords = null);
