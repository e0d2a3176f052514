using System.Text.Json;
using AiChatLocal.Core.Providers;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.OpenAiCompatible;

/// <summary>The numbers of a chunk: usage, llama.cpp's timings and its progress. Each stands once in a reply, so a tree costs nothing.</summary>
internal static class UsageParser
{
    /// <summary>The reader stands at the name of the property. Null when there is none.</summary>
    public static UsageDetails? Read(ref Utf8JsonReader reader)
    {
        using var document = ParseValue(ref reader);
        var usage = document.RootElement;
        return usage.ValueKind != JsonValueKind.Object ? null : new UsageDetails
        {
            InputTokenCount = Long(usage, "prompt_tokens"),
            OutputTokenCount = Long(usage, "completion_tokens"),
            TotalTokenCount = Long(usage, "total_tokens"),
            CachedInputTokenCount = Long(Inner(usage, "prompt_tokens_details"), "cached_tokens"),
            ReasoningTokenCount = Long(Inner(usage, "completion_tokens_details"), "reasoning_tokens"),
        };
    }

    public static TimingContent? ReadTimings(ref Utf8JsonReader reader)
    {
        using var document = ParseValue(ref reader);
        var timings = document.RootElement;
        var (prompt, predicted) = (Speed(timings, "prompt_per_second"), Speed(timings, "predicted_per_second"));
        return prompt is null && predicted is null ? null : new(prompt, predicted);
    }

    /// <summary>0 to 1 of the part of the prompt that is not cached.</summary>
    public static double? ReadProgress(ref Utf8JsonReader reader)
    {
        using var document = ParseValue(ref reader);
        var progress = document.RootElement;
        var cached = Long(progress, "cache") ?? 0;
        var total = Long(progress, "total") - cached;
        return total > 0 && Long(progress, "processed") is { } processed ? Math.Clamp((double)(processed - cached) / total.Value, 0, 1) : null;
    }

    private static JsonDocument ParseValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        return JsonDocument.ParseValue(ref reader);
    }

    private static JsonElement Inner(JsonElement element, string name) => element.TryGetProperty(name, out var inner) ? inner : default;

    private static long? Long(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    /// <summary>A speed that could be measured; a server that had nothing to do says 0 or 1,000,000.</summary>
    private static double? Speed(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetDouble(out var number) && double.IsFinite(number) && number is > 0 and < 1_000_000 ? number : null;
}
