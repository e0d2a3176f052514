using System.Threading.Channels;
using AiChatLocal.Core.Providers;
using AiChatLocal.Protocol.Chat;
using AiChatLocal.Protocol.Engine;
using Microsoft.Extensions.AI;
using CorePhase = AiChatLocal.Core.Providers.ReplyPhase;
using WirePhase = AiChatLocal.Protocol.Chat.ReplyPhase;

namespace AiChatLocal.Providers.Embedded.Engine;

/// <summary>Makes chat updates of the engine's notifications.</summary>
internal static class EngineUpdates
{
    public static ChatResponseUpdate Progress(CorePhase phase, double? fraction = null) => new(ChatRole.Assistant, [new ProgressContent(phase, fraction)]);

    /// <summary>One update of everything that has arrived; null: it was nothing.</summary>
    public static ChatResponseUpdate? TakeAll(ChannelReader<object> arrived)
    {
        List<AIContent> contents = [];
        while (arrived.TryRead(out var notification))
        {
            if (notification is EngineProgress progress) contents.Add(new ProgressContent(PhaseOf(progress.Phase), progress.Fraction));
            else if (notification is EngineDelta delta) Add(contents, delta);
        }

        return contents.Count == 0 ? null : new(ChatRole.Assistant, contents);
    }

    public static ChatResponseUpdate End(EngineGenerateResult result) => new(
        ChatRole.Assistant,
        [
            new UsageContent(new()
            {
                InputTokenCount = result.PromptTokens,
                OutputTokenCount = result.CompletionTokens,
                TotalTokenCount = result.PromptTokens + result.CompletionTokens,
                CachedInputTokenCount = result.PromptTokens - result.EvaluatedPromptTokens,
            }),
            new TimingContent(
                PerSecond(result.EvaluatedPromptTokens, result.PromptMs),
                // From the first to the last token there is one step less than there are tokens.
                PerSecond(result.CompletionTokens - 1, result.GenerationMs)),
        ])
    {
        FinishReason = result.StopReason == StopReason.Length ? ChatFinishReason.Length : ChatFinishReason.Stop,
    };

    private static double? PerSecond(int tokens, double milliseconds) => tokens > 0 && milliseconds > 0 ? tokens * 1000 / milliseconds : null;

    private static CorePhase PhaseOf(WirePhase phase) => phase switch
    {
        WirePhase.LoadingModel => CorePhase.LoadingModel,
        WirePhase.ProcessingPrompt => CorePhase.ProcessingPrompt,
        _ => CorePhase.Connecting,
    };

    /// <summary>Text that arrived together comes merged.</summary>
    private static void Add(List<AIContent> contents, EngineDelta delta)
    {
        foreach (var part in delta.Parts)
        {
            switch (part)
            {
                case TextPart { Text: var text } when contents is [.., TextContent last]:
                    last.Text += text;
                    break;
                case TextPart { Text: var text }:
                    contents.Add(new TextContent(text));
                    break;
                case ThinkingPart { Text: var text } when contents is [.., TextReasoningContent last]:
                    last.Text += text;
                    break;
                case ThinkingPart { Text: var text }:
                    contents.Add(new TextReasoningContent(text));
                    break;
            }
        }
    }
}
