using System.Text.Json;
using AiChatLocal.Core.Providers;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Core.Generation;

public enum ThinkingLevel
{
    Off,
    Low,
    Medium,
    High,
    Max,
}

/// <summary>How an answer is generated; null is left to the server.</summary>
/// <param name="JsonSchema">The answer is JSON that fits it.</param>
/// <param name="ThinkingBudget">In tokens.</param>
/// <param name="ContextLength">The window to allocate, in tokens.</param>
/// <param name="KeepAlive">How long the model stays in memory after it; infinite: until it is unloaded.</param>
public sealed record GenerationSettings(
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
    TimeSpan? KeepAlive = null)
{
    public static readonly GenerationSettings None = new();

    /// <summary>These settings, and where they say nothing those of <paramref name="defaults"/>.</summary>
    public GenerationSettings Over(GenerationSettings defaults) => new(
        Temperature ?? defaults.Temperature,
        TopP ?? defaults.TopP,
        TopK ?? defaults.TopK,
        MinP ?? defaults.MinP,
        FrequencyPenalty ?? defaults.FrequencyPenalty,
        PresencePenalty ?? defaults.PresencePenalty,
        RepeatPenalty ?? defaults.RepeatPenalty,
        Seed ?? defaults.Seed,
        MaxTokens ?? defaults.MaxTokens,
        Stop ?? defaults.Stop,
        JsonSchema ?? defaults.JsonSchema,
        Thinking ?? defaults.Thinking,
        ThinkingBudget ?? defaults.ThinkingBudget,
        ContextLength ?? defaults.ContextLength,
        KeepAlive ?? defaults.KeepAlive);

    /// <returns>Null when nothing is set.</returns>
    public ChatOptions? ToChatOptions()
    {
        if (this == None)
        {
            return null;
        }

        return new()
        {
            Temperature = (float?)Temperature,
            TopP = (float?)TopP,
            TopK = TopK,
            MinP = (float?)MinP,
            FrequencyPenalty = (float?)FrequencyPenalty,
            PresencePenalty = (float?)PresencePenalty,
            RepeatPenalty = (float?)RepeatPenalty,
            Seed = Seed,
            MaxOutputTokens = MaxTokens,
            StopSequences = Stop is { Count: > 0 } stop ? [.. stop] : null,
            ResponseFormat = JsonSchema is { } schema ? ChatResponseFormat.ForJsonSchema(Parse(schema)) : null,
            Reasoning = Thinking is { } level ? new() { Effort = EffortOf(level) } : null,
            ThinkingBudget = ThinkingBudget,
            ContextLength = ContextLength,
            KeepAlive = KeepAlive,
        };
    }

    private static JsonElement Parse(string schema)
    {
        using var document = JsonDocument.Parse(schema);
        return document.RootElement.Clone();
    }

    private static ReasoningEffort EffortOf(ThinkingLevel level) => level switch
    {
        ThinkingLevel.Off => ReasoningEffort.None,
        ThinkingLevel.Low => ReasoningEffort.Low,
        ThinkingLevel.Medium => ReasoningEffort.Medium,
        ThinkingLevel.Max => ReasoningEffort.ExtraHigh,
        _ => ReasoningEffort.High,
    };
}
