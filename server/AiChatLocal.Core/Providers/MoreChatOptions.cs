using Microsoft.Extensions.AI;

namespace AiChatLocal.Core.Providers;

/// <summary>
/// What <see cref="ChatOptions"/> has no member for; kept in its <see cref="ChatOptions.AdditionalProperties"/>. A provider that has no such
/// thing leaves it out.
/// </summary>
public static class MoreChatOptions
{
    private const string ContextLengthKey = "context_length";
    private const string ThinkingBudgetKey = "thinking_budget";
    private const string MinPKey = "min_p";
    private const string RepeatPenaltyKey = "repeat_penalty";
    private const string KeepAliveKey = "keep_alive";

    extension(ChatOptions options)
    {
        /// <summary>The context window to allocate, in tokens. Another value than the current one can make a server load the model anew.</summary>
        public int? ContextLength
        {
            get => options.Get<int>(ContextLengthKey);
            set => options.Set(ContextLengthKey, value);
        }

        /// <summary>Tokens that may be spent on thinking, for models that take a number and not a level.</summary>
        public int? ThinkingBudget
        {
            get => options.Get<int>(ThinkingBudgetKey);
            set => options.Set(ThinkingBudgetKey, value);
        }

        /// <summary>Leaves out tokens less likely than this share of the likeliest one; 0 to 1.</summary>
        public float? MinP
        {
            get => options.Get<float>(MinPKey);
            set => options.Set(MinPKey, value);
        }

        /// <summary>Above 1 makes tokens that were used less likely.</summary>
        public float? RepeatPenalty
        {
            get => options.Get<float>(RepeatPenaltyKey);
            set => options.Set(RepeatPenaltyKey, value);
        }

        /// <summary>How long the model stays in memory when nobody asks it; <see cref="Timeout.InfiniteTimeSpan"/>: until it is unloaded.</summary>
        public TimeSpan? KeepAlive
        {
            get => options.Get<TimeSpan>(KeepAliveKey);
            set => options.Set(KeepAliveKey, value);
        }

        private T? Get<T>(string key)
            where T : struct => options.AdditionalProperties?.TryGetValue(key, out var value) == true && value is T given ? given : null;

        private void Set<T>(string key, T? value)
            where T : struct
        {
            if (value is { } given)
            {
                (options.AdditionalProperties ??= [])[key] = given;
            }
            else
            {
                options.AdditionalProperties?.Remove(key);
            }
        }
    }
}
