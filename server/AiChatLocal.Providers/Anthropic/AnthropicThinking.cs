using System.Text.Json;
using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Anthropic;

/// <summary>Says how much the model may think: by a level where it takes one, by a number of tokens where it does not.</summary>
/// <param name="Budget">Tokens; null: the model decides.</param>
/// <param name="Effort">The API's word for a level.</param>
internal sealed record AnthropicThinking(string? Type, int? Budget, string? Effort, bool Hidden)
{
    /// <summary>The least that the API takes as a budget.</summary>
    private const int LeastBudget = 1024;

    public static AnthropicThinking From(ChatOptions? options, ModelFacts facts, int maxTokens)
    {
        var level = options?.Reasoning?.Effort;
        var budget = options?.ThinkingBudget;
        var hidden = options?.Reasoning?.Output is ReasoningOutput.None;
        if (level is ReasoningEffort.None || budget is <= 0)
        {
            return new("disabled", null, null, hidden);
        }

        if (level is null && budget is null)
        {
            return new(null, null, null, hidden);
        }

        var mayDecide = level is not null && facts.Adaptive is true;
        if (facts.Adaptive is false || (budget is not null && facts.Budget is not false && !mayDecide))
        {
            return new("enabled", budget ?? Share(level!.Value, maxTokens), null, hidden);
        }

        return new("adaptive", null, level is { } given && facts.Effort is not false ? Word(given) : null, hidden);
    }

    public void Write(Utf8JsonWriter json)
    {
        if (Type is null)
        {
            return;
        }

        json.WriteStartObject("thinking"u8);
        json.WriteString("type"u8, Type);
        if (Budget is { } tokens)
        {
            json.WriteNumber("budget_tokens"u8, tokens);
        }

        if (Type == "adaptive" || (Hidden && Type == "enabled"))
        {
            // Some models leave the thinking out unless it is asked for.
            json.WriteString("display"u8, Hidden ? "omitted"u8 : "summarized"u8);
        }

        json.WriteEndObject();
    }

    private static string Word(ReasoningEffort level) => level switch
    {
        ReasoningEffort.Low => "low",
        ReasoningEffort.Medium => "medium",
        ReasoningEffort.ExtraHigh => "xhigh",
        _ => "high",
    };

    /// <summary>A share of what the model may write at all, since the thinking counts towards it.</summary>
    private static int Share(ReasoningEffort level, int maxTokens)
    {
        var eighths = level switch { ReasoningEffort.Low => 1, ReasoningEffort.Medium => 2, ReasoningEffort.ExtraHigh => 6, _ => 4 };
        var budget = Math.Max(LeastBudget, (int)((long)maxTokens * eighths / 8));
        return budget < maxTokens ? budget : throw new ProviderException(new(
            ProblemKind.Invalid, $"There is no room for thinking in an answer this short.",
            $"The model thinks with {LeastBudget} tokens or more, and they count towards the {maxTokens} tokens of the answer.",
            $"Allow more output tokens, or turn thinking off."));
    }
}
