namespace AiChatLocal.Protocol.Chat;

/// <summary>How an answer is generated. What is absent is left to the server. What a system has no such thing for is not sent to it.</summary>
/// <param name="Temperature">0 is the most predictable.</param>
/// <param name="TopP">Over 0, up to 1: only the likeliest tokens whose shares add up to this.</param>
/// <param name="TopK">Only the so many likeliest tokens.</param>
/// <param name="MinP">0 to 1: no token less likely than this share of the likeliest one.</param>
/// <param name="RepeatPenalty">Above 1 makes tokens that were used less likely.</param>
/// <param name="MaxTokens">The answer ends after so many, thinking included.</param>
/// <param name="Stop">The answer ends before any of these texts.</param>
/// <param name="JsonSchema">JSON Schema, as text: the answer is JSON that fits it.</param>
/// <param name="Thinking">How much a model that can think does so.</param>
/// <param name="ThinkingBudget">In tokens, for models that take a number.</param>
/// <param name="ContextLength">The window to allocate, in tokens, where the server lets a request say so. It may load the model anew.</param>
/// <param name="KeepAliveSeconds">How long the model stays in memory after this, where the server lets a request say so; below 0: until it is unloaded.</param>
public sealed record GenerationOptions(
    double? Temperature = null,
    double? TopP = null,
    int? TopK = null,
    double? MinP = null,
    double? FrequencyPenalty = null,
    double? PresencePenalty = null,
    double? RepeatPenalty = null,
    int? Seed = null,
    int? MaxTokens = null,
    IReadOnlyList<string>? Stop = null,
    string? JsonSchema = null,
    ThinkingLevel? Thinking = null,
    int? ThinkingBudget = null,
    int? ContextLength = null,
    double? KeepAliveSeconds = null);

public enum ThinkingLevel
{
    Off,
    Low,
    Medium,
    High,
    Max,
}

/// <summary>
/// What to do when a conversation does not fit into the context window. Refuse: say what takes how much. DropOldest: leave out the oldest
/// questions with their answers. Summarise: let the model put them into a few sentences first. Send: let the server decide.
/// </summary>
public enum OverflowChoice
{
    Refuse,
    DropOldest,
    Summarise,
    Send,
}

/// <summary>What fills a context window, in tokens.</summary>
/// <param name="Window">What is allocated.</param>
/// <param name="Reserved">Kept free for the answer.</param>
/// <param name="Files">Attached files and selections, of all messages.</param>
/// <param name="Estimated">True when the tokens were not counted by the model's own tokenizer.</param>
/// <param name="RaiseTo">A window that would hold all of it: ask again with this <see cref="GenerationOptions.ContextLength"/>. Absent: the model or its server has none.</param>
/// <param name="RaiseBytes">About what that window takes more of the server's memory; absent: unknown.</param>
public sealed record ContextUse(
    int Window, int Reserved, int System, int History, int Files, int Question, bool Estimated, int? RaiseTo = null, long? RaiseBytes = null);
