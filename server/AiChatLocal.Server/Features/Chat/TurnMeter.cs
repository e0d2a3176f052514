using AiChatLocal.Core.Chats;
using AiChatLocal.Core.Providers;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Server.Features.Chat;

/// <summary>Measures one reply, and joins what the server measured itself.</summary>
internal sealed class TurnMeter(TimeProvider time, Func<UsageDetails, Cost?> priceOf)
{
    private readonly long _sent = time.GetTimestamp();
    private long? _firstText;
    private long _lastText;
    private UsageDetails? _usage;
    private TimingContent? _timing;

    public void TextArrived()
    {
        _lastText = time.GetTimestamp();
        _firstText ??= _lastText;
    }

    public void Add(UsageDetails usage) => _usage = usage;

    public void Add(TimingContent timing) => _timing = timing;

    public ReplyUsage End()
    {
        var completion = (int?)_usage?.OutputTokenCount;
        return new(
            PromptTokens: (int?)_usage?.InputTokenCount,
            CompletionTokens: completion,
            PromptTokensPerSecond: _timing?.PromptTokensPerSecond,
            TokensPerSecond: _timing?.TokensPerSecond ?? MeasuredSpeed(completion),
            TimeToFirstTokenMs: _firstText is { } first ? time.GetElapsedTime(_sent, first).TotalMilliseconds : null,
            DurationMs: time.GetElapsedTime(_sent).TotalMilliseconds,
            CachedTokens: (int?)_usage?.CachedInputTokenCount,
            ReasoningTokens: (int?)_usage?.ReasoningTokenCount,
            Cost: _usage is null ? null : priceOf(_usage));
    }

    // The first token marks the start, so that it counts for no time of its own.
    private double? MeasuredSpeed(int? completionTokens)
    {
        if (completionTokens is not > 1 || _firstText is not { } first)
        {
            return null;
        }

        var seconds = time.GetElapsedTime(first, _lastText).TotalSeconds;
        return seconds > 0 ? (completionTokens - 1) / seconds : null;
    }
}
