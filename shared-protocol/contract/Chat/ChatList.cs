namespace AiChatLocal.Protocol.Chat;

/// <summary>Lists chats: pinned ones first, then the last changed.</summary>
/// <param name="Limit">At most this many, 1 to 500.</param>
/// <param name="Before">Goes on behind this chat of an earlier answer.</param>
/// <param name="Archived">True: archived chats alone; absent: those that are not archived.</param>
/// <param name="Folder">Only chats in this folder.</param>
/// <param name="Tag">Only chats with this tag.</param>
[RpcRequest("chat/list")]
public sealed record ChatListParams(int Limit = 50, string? Before = null, bool? Archived = null, string? Folder = null, string? Tag = null)
    : IRpcRequest<ChatListResult>;

/// <param name="HasMore">True when older chats follow.</param>
public sealed record ChatListResult(IReadOnlyList<ChatSummary> Chats, bool HasMore);

/// <param name="LastWords">The start of the newest message, at most 120 characters.</param>
/// <param name="PinnedAt">Absent: not pinned.</param>
/// <param name="ArchivedAt">Absent: not archived.</param>
/// <param name="Options">How its questions are asked, where they do not say so themselves.</param>
/// <param name="Preset">The preset of its questions; absent: the one that the model is in.</param>
/// <param name="Temporary">True: it is never stored and ends with the process.</param>
public sealed record ChatSummary(
    string ChatId,
    string Title,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string? Model = null,
    string? SystemPrompt = null,
    string? LastWords = null,
    DateTimeOffset? PinnedAt = null,
    DateTimeOffset? ArchivedAt = null,
    string? Folder = null,
    IReadOnlyList<string>? Tags = null,
    GenerationOptions? Options = null,
    string? Preset = null,
    bool? Temporary = null);
