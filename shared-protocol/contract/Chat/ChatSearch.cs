namespace AiChatLocal.Protocol.Chat;

/// <summary>Full-text search over all messages. Words must all occur; <c>"…"</c> is a phrase; the last word may be a beginning.</summary>
/// <param name="Limit">At most this many hits, 1 to 200.</param>
[RpcRequest("chat/search")]
public sealed record ChatSearchParams(string Query, int Limit = 20) : IRpcRequest<ChatSearchResult>;

public sealed record ChatSearchResult(IReadOnlyList<ChatSearchHit> Hits);

/// <param name="Snippet">Text around the hit; each match stands between U+E000 and U+E001 (private use, never in the text itself).</param>
public sealed record ChatSearchHit(string ChatId, string MessageId, string Snippet, string ChatTitle, MessageRole Role, DateTimeOffset CreatedAt);
