using System.Text.Json;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Anthropic;

/// <summary>
/// The tokens of one reply. They are told at its beginning and again at its end, each time in part and cumulative. What this vendor calls
/// input is what came neither from the cache nor went into it.
/// </summary>
internal sealed class AnthropicUsage
{
    private long? _input;
    private long? _output;
    private long? _cacheRead;
    private long? _cacheWrite;
    private long? _cacheWriteHour;
    private long? _thinking;

    public UsageDetails Add(JsonElement usage)
    {
        _input = usage.Long("input_tokens") ?? _input;
        _output = usage.Long("output_tokens") ?? _output;
        _cacheRead = usage.Long("cache_read_input_tokens") ?? _cacheRead;
        _cacheWrite = usage.Long("cache_creation_input_tokens") ?? _cacheWrite;
        _cacheWriteHour = usage.Member("cache_creation").Long("ephemeral_1h_input_tokens") ?? _cacheWriteHour;
        _thinking = usage.Member("output_tokens_details").Long("thinking_tokens") ?? _thinking;

        var input = _input + (_cacheRead ?? 0) + (_cacheWrite ?? 0);
        var details = new UsageDetails
        {
            InputTokenCount = input,
            OutputTokenCount = _output,
            TotalTokenCount = input + _output,
            CachedInputTokenCount = _cacheRead,
            ReasoningTokenCount = _thinking,
        };
        AddCount(details, UsageCounts.CacheWrite, _cacheWrite);
        AddCount(details, UsageCounts.CacheWriteHour, _cacheWriteHour);
        return details;
    }

    private static void AddCount(UsageDetails details, string name, long? count)
    {
        if (count is { } number)
        {
            (details.AdditionalCounts ??= [])[name] = number;
        }
    }
}
