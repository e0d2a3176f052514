namespace AiChatLocal.Core.Chats;

public enum MessageRole
{
    System,
    User,
    Assistant,
}

public enum MessageStatus
{
    Streaming,
    Complete,
    Cancelled,
    Interrupted,
    Failed,
}

/// <param name="Model">Full name of the model that wrote it; null for what the user wrote.</param>
/// <param name="Failure">Set when <paramref name="Status"/> is <see cref="MessageStatus.Failed"/>.</param>
public sealed record Message(
    EntityId Id,
    EntityId ChatId,
    EntityId? ParentId,
    MessageRole Role,
    IReadOnlyList<Part> Parts,
    MessageStatus Status,
    DateTimeOffset CreatedAt,
    string? Model = null,
    bool LeavesThisMachine = false,
    ReplyUsage? Usage = null,
    Problem? Failure = null);

/// <summary>What a reply cost and how fast it came; null is unknown.</summary>
public sealed record ReplyUsage(
    int? PromptTokens = null,
    int? CompletionTokens = null,
    double? PromptTokensPerSecond = null,
    double? TokensPerSecond = null,
    double? TimeToFirstTokenMs = null,
    double? DurationMs = null,
    int? CachedTokens = null,
    int? ReasoningTokens = null,
    Cost? Cost = null);

/// <summary>An estimate from a price table.</summary>
/// <param name="PricesOf">The table's date, or <c>user</c>.</param>
public sealed record Cost(double Amount, string Currency, string PricesOf);
