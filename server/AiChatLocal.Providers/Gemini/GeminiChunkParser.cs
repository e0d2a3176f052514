using System.Text.Json;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Streaming;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Gemini;

/// <summary>
/// Reads the chunks of one answer. Each is a whole answer in its form, of many tokens and with the numbers so far, so a tree of it costs
/// little beside them.
/// </summary>
internal static class GeminiChunkParser
{
    public static ErrorBody? Parse(ReadOnlySpan<byte> json, ReplyBuilder builder)
    {
        json = json.Trim((byte)' ');
        if (json.IsEmpty || json.SequenceEqual("[DONE]"u8))
        {
            return null;
        }

        var reader = new Utf8JsonReader(json);
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Array || root.Member("error").ValueKind is JsonValueKind.Object or JsonValueKind.String)
        {
            return ErrorBody.Parse(json);
        }

        if (root.Member("usageMetadata") is { ValueKind: JsonValueKind.Object } usage)
        {
            builder.Usage = Usage(usage);
        }

        // One candidate was asked for.
        var candidate = root.Items("candidates").FirstOrDefault();
        foreach (var part in candidate.Member("content").Items("parts"))
        {
            ReadPart(part, builder);
        }

        if (candidate.Text("finishReason") is { } reason)
        {
            GeminiEnding.Finish(reason, candidate.Text("finishMessage"), builder);
        }
        else if (root.Member("promptFeedback").Text("blockReason") is { } block)
        {
            GeminiEnding.Block(block, root.Member("promptFeedback").Text("blockReasonMessage"), builder);
        }

        return null;
    }

    private static void ReadPart(JsonElement part, ReplyBuilder builder)
    {
        var signature = part.Text("thoughtSignature");
        if (part.Member("functionCall") is { ValueKind: JsonValueKind.Object } call)
        {
            var arguments = call.Member("args");
            builder.ToolCalls.Add(
                call.Text("id"), call.Text("name"), arguments.ValueKind == JsonValueKind.Object ? arguments.GetRawText() : "", signature);
            return;
        }

        if (part.Text("text") is { } text)
        {
            builder.Append(part.Member("thought").ValueKind == JsonValueKind.True, text);
        }

        if (signature is not null)
        {
            builder.Signature(signature);
        }
    }

    /// <summary>What was thought is paid as output, and stands beside the answer's tokens; what came from the cache is in the prompt's.</summary>
    private static UsageDetails Usage(JsonElement usage)
    {
        var (answer, thoughts, tools) = (usage.Long("candidatesTokenCount"), usage.Long("thoughtsTokenCount"), usage.Long("toolUsePromptTokenCount"));
        return new()
        {
            InputTokenCount = usage.Long("promptTokenCount"),
            OutputTokenCount = answer is null && thoughts is null ? null : (answer ?? 0) + (thoughts ?? 0),
            TotalTokenCount = usage.Long("totalTokenCount"),
            CachedInputTokenCount = usage.Long("cachedContentTokenCount"),
            ReasoningTokenCount = thoughts,
            AdditionalCounts = tools is { } count ? new() { [UsageCounts.ToolPrompt] = count } : null,
        };
    }
}
