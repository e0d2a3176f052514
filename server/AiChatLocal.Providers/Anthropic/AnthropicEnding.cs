using System.Text.Json;
using AiChatLocal.Core;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Streaming;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Anthropic;

/// <summary>Why an answer ended. What is no end that was asked for becomes a problem, so that nobody takes the half for the whole.</summary>
internal static class AnthropicEnding
{
    /// <param name="ending">Holds <c>stop_reason</c> and, for a refusal, <c>stop_details</c>.</param>
    public static void Read(JsonElement ending, ReplyBuilder builder)
    {
        switch (ending.Text("stop_reason"))
        {
            case null: break;
            case "end_turn" or "stop_sequence": builder.FinishReason = ChatFinishReason.Stop; break;
            case "max_tokens": builder.FinishReason = ChatFinishReason.Length; break;
            case "tool_use": builder.FinishReason = ChatFinishReason.ToolCalls; break;
            case "refusal":
                builder.FinishReason = ChatFinishReason.ContentFilter;
                builder.Problem = Refusal(ending.Member("stop_details"));
                break;
            case "model_context_window_exceeded":
                builder.FinishReason = ChatFinishReason.Length;
                builder.Problem = new(
                    ProblemKind.ContextTooLong, $"The answer was cut: the context window of the model is full.",
                    $"The conversation and the answer together are longer than the window.",
                    $"Start a new chat, or shorten what you send. What has arrived is kept.", "stop_reason: model_context_window_exceeded");
                break;
            case "pause_turn":
                builder.FinishReason = new("pause_turn");
                builder.Problem = new(
                    ProblemKind.ServerError, $"The model paused before it had finished its answer.", $"A turn that takes long is paused by the vendor.",
                    $"Ask it to go on. What has arrived is kept.", "stop_reason: pause_turn", Retryable: true);
                break;
            case var other: builder.FinishReason = new(other); break;
        }
    }

    private static Problem Refusal(JsonElement details) => new(
        ProblemKind.Refused, $"The model refused to answer.", VerbatimOrNull(details.Text("explanation")) ?? T($"The vendor's rules stopped the answer."),
        $"Ask in another way, or choose another model.",
        "stop_reason: refusal" + (details.Text("category") is { } category ? $" ({category})" : ""));
}
