namespace AiChatLocal.Protocol.Chat;

/// <summary>Full-text search over all messages. Words must all occur; <c>"…"</c> is a phrase; the last word may be a beginning.</summary>
/// <param name="Limit">At most this many hits, 1 to 200.</param>
/// <param name="ChatId">Only in this chat.</param>
/// <param name="Model">Only what this model wrote (full name).</param>
/// <param name="Since">Only messages from this time on.</param>
/// <param name="Until">Only messages before this time.</param>
/// <param name="Folder">Only chats in this folder.</param>
/// <param name="Tag">Only chats with this tag.</param>
/// <param name="HasCode">True: only messages with a block of code, or with attached lines.</param>
[RpcRequest("chat/search")]
public sealed record ChatSearchParams(
    string Query,
    int Limit = 20,
    string? ChatId = null,
    string? Model = null,
    DateTimeOffset? Since = null,
    DateTimeOffset? Until = null,
    string? Folder = null,
    string? Tag = null,
    bool? HasCode = null)
    : IRpcRequest<ChatSearchResult>;

public sealed record ChatSearchResult(IReadOnlyList<ChatSearchHit> Hits);

/// <param name="Snippet">Text around the hit; each match stands between U+E000 and U+E001 (private use, never in the text itself).</param>
public sealed record ChatSearchHit(string ChatId, string MessageId, string Snippet, string ChatTitle, MessageRole Role, DateTimeOffset CreatedAt);
