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
/// <param name="IsCut">The reply reached a limit of length: it can be continued.</param>
/// <param name="Siblings">All messages that follow the same one, this one included, oldest first; null when it is the only one.</param>
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
    Problem? Failure = null,
    bool IsCut = false,
    Rating? Rating = null,
    IReadOnlyList<EntityId>? Siblings = null);

/// <summary>What the user thinks of an answer.</summary>
public enum Rating
{
    Down,
    Up,
}

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
    Cost? Cost = null)
{
    /// <summary>This and what came before it in the same answer: what the answer took in all, and how fast it began.</summary>
    public ReplyUsage After(ReplyUsage? before) => before is null ? this : this with
    {
        PromptTokens = before.PromptTokens ?? PromptTokens,
        CachedTokens = before.CachedTokens ?? CachedTokens,
        CompletionTokens = CompletionTokens + before.CompletionTokens,
        ReasoningTokens = ReasoningTokens is null ? before.ReasoningTokens : ReasoningTokens + (before.ReasoningTokens ?? 0),
        TimeToFirstTokenMs = before.TimeToFirstTokenMs ?? TimeToFirstTokenMs,
        DurationMs = DurationMs + (before.DurationMs ?? 0),
        Cost = Cost is { } cost && before.Cost is { } paid && cost.Currency == paid.Currency ? cost with { Amount = cost.Amount + paid.Amount } : null,
    };
}

/// <summary>An estimate from a price table.</summary>
/// <param name="PricesOf">The table's date, or <c>user</c>.</param>
public sealed record Cost(double Amount, string Currency, string PricesOf);
