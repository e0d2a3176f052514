using Microsoft.Extensions.AI;

namespace AiChatLocal.Core.Providers;

public enum ReplyPhase
{
    Connecting,
    LoadingModel,
    ProcessingPrompt,
    Retrying,
    Summarising,
}

/// <summary>What a reply without text yet waits for.</summary>
/// <param name="fraction">0 to 1, where the server tells it.</param>
public sealed class ProgressContent(ReplyPhase phase, double? fraction = null) : AIContent
{
    public ReplyPhase Phase { get; } = phase;

    public double? Fraction { get; } = fraction;
}

/// <summary>Speeds as the server measured them, in tokens per second.</summary>
public sealed class TimingContent(double? promptTokensPerSecond, double? tokensPerSecond) : AIContent
{
    public double? PromptTokensPerSecond { get; } = promptTokensPerSecond;

    public double? TokensPerSecond { get; } = tokensPerSecond;
}
