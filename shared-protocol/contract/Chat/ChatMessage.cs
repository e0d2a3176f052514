namespace AiChatLocal.Protocol.Chat;

/// <param name="ParentId">The message that this one answers or follows; absent at the start of a chat.</param>
/// <param name="Model">Full name of the model that wrote it; absent for what the user wrote.</param>
/// <param name="LeavesThisMachine">True when the text was sent to, or came from, an address that is not loopback.</param>
/// <param name="Error">Why the reply failed, when <paramref name="Status"/> is <see cref="MessageStatus.Failed"/>.</param>
/// <param name="Cut">True when the reply reached a limit of length; <c>chat/continue</c> goes on with it.</param>
/// <param name="Siblings">All messages that follow the same one, this one included, oldest first; absent when it is the only one.</param>
public sealed record ChatMessage(
    string MessageId,
    MessageRole Role,
    IReadOnlyList<MessagePart> Parts,
    MessageStatus Status,
    DateTimeOffset CreatedAt,
    string? ParentId = null,
    string? Model = null,
    bool LeavesThisMachine = false,
    TokenUsage? Usage = null,
    MessageError? Error = null,
    bool? Cut = null,
    Rating? Rating = null,
    IReadOnlyList<string>? Siblings = null);

/// <summary>What the user thinks of an answer.</summary>
public enum Rating
{
    Down,
    Up,
}

public enum MessageRole
{
    System,
    User,
    Assistant,
}

/// <summary>
/// Streaming: still arriving. Complete: ended by the model. Cancelled: stopped by the user. Interrupted: the process that received it
/// ended. Failed: the provider failed. Whatever arrived before is kept in each case.
/// </summary>
public enum MessageStatus
{
    Streaming,
    Complete,
    Cancelled,
    Interrupted,
    Failed,
}

public sealed record MessageError(string Message, ErrorData Data);

/// <summary>What a reply cost and how fast it came. Absent figures are unknown, never zero.</summary>
/// <param name="PromptTokens">Tokens that the model read, those from a cache included.</param>
/// <param name="CompletionTokens">Tokens that the model wrote, thinking included.</param>
/// <param name="CachedTokens">Of the prompt tokens: those that a cache of the vendor held.</param>
/// <param name="ReasoningTokens">Of the completion tokens: those spent on thinking, where the vendor tells them.</param>
/// <param name="Cost">An estimate from the price table; absent when no price is known. A model on this machine costs nothing and has none.</param>
/// <param name="PromptTokensPerSecond">As the server measured it.</param>
/// <param name="TokensPerSecond">As the server measured it, else completion tokens over the time from the first to the last.</param>
/// <param name="TimeToFirstTokenMs">From sending the request to the first piece of text, measured here.</param>
/// <param name="DurationMs">From sending the request to its end, measured here.</param>
public sealed record TokenUsage(
    int? PromptTokens = null,
    int? CompletionTokens = null,
    double? PromptTokensPerSecond = null,
    double? TokensPerSecond = null,
    double? TimeToFirstTokenMs = null,
    double? DurationMs = null,
    int? CachedTokens = null,
    int? ReasoningTokens = null,
    Cost? Cost = null);

/// <param name="Amount">In <paramref name="Currency"/>.</param>
/// <param name="PricesOf">The date of the price table, e.g. <c>2026-07-02</c>; <c>user</c> for a price that the user set.</param>
public sealed record Cost(double Amount, string Currency, string PricesOf);
