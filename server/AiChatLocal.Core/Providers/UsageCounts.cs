using Microsoft.Extensions.AI;

namespace AiChatLocal.Core.Providers;

/// <summary>What <see cref="UsageDetails"/> has no member for; the names in its <see cref="UsageDetails.AdditionalCounts"/>.</summary>
public static class UsageCounts
{
    /// <summary>Tokens of the input that were written to the vendor's cache, which may cost more than others.</summary>
    public const string CacheWrite = "cache_write_tokens";

    /// <summary>Those of <see cref="CacheWrite"/> that are kept for an hour.</summary>
    public const string CacheWriteHour = "cache_write_hour_tokens";

    /// <summary>Tokens of the input that the vendor's own tools brought in.</summary>
    public const string ToolPrompt = "tool_prompt_tokens";
}
