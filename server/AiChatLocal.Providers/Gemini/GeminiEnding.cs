using AiChatLocal.Core;
using AiChatLocal.Providers.Streaming;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Gemini;

/// <summary>Why an answer ended, or none came. What is no end that was asked for becomes a problem.</summary>
internal static class GeminiEnding
{
    /// <param name="message">The vendor's own words, if any.</param>
    public static void Finish(string reason, string? message, ReplyBuilder builder)
    {
        var detail = "finishReason: " + reason + (message is null ? "" : $" ({message})");
        (builder.FinishReason, builder.Problem) = reason switch
        {
            "STOP" => (builder.ToolCalls.IsEmpty ? ChatFinishReason.Stop : ChatFinishReason.ToolCalls, null),
            "MAX_TOKENS" => (ChatFinishReason.Length, (Problem?)null),
            "SAFETY" or "PROHIBITED_CONTENT" or "BLOCKLIST" or "SPII" or "RECITATION" or "LANGUAGE" or "IMAGE_SAFETY" or "IMAGE_PROHIBITED_CONTENT"
                or "IMAGE_RECITATION" => (ChatFinishReason.ContentFilter, Refused($"The answer was stopped by the vendor.", VerbatimOrNull(message) ?? Why(reason), detail)),
            "MALFORMED_FUNCTION_CALL" or "UNEXPECTED_TOOL_CALL" or "TOO_MANY_TOOL_CALLS" => (new ChatFinishReason(reason), new(
                ProblemKind.ServerError, $"The model called a tool in a way that cannot be followed.", VerbatimOrNull(message), $"Ask again, or with fewer tools.", detail,
                Retryable: true)),
            "OTHER" or "IMAGE_OTHER" or "NO_IMAGE" => (new ChatFinishReason(reason), new(
                ProblemKind.ServerError, $"The answer ended before it was finished.", VerbatimOrNull(message) ?? T($"The vendor tells no reason."), $"Ask again.", detail, Retryable: true)),
            _ => (new ChatFinishReason(reason), null),
        };
    }

    public static void Block(string reason, string? message, ReplyBuilder builder) =>
        builder.Problem = Refused(
            $"The question was refused by the vendor before any model saw it.", VerbatimOrNull(message) ?? Why(reason),
            "blockReason: " + reason + (message is null ? "" : $" ({message})"));

    private static Problem Refused(LocalizedString what, LocalizedString? why, string detail) =>
        new(ProblemKind.Refused, what, why, $"Ask in another way, or choose another model. What has arrived is kept.", detail);

    private static LocalizedString? Why(string reason) => reason switch
    {
        "SAFETY" or "IMAGE_SAFETY" => $"Its safety filter says that the content may do harm.",
        "PROHIBITED_CONTENT" or "IMAGE_PROHIBITED_CONTENT" => $"Its rules do not allow this content.",
        "BLOCKLIST" => $"It holds a word that is on a list of forbidden ones.",
        "SPII" => $"It may hold personal data.",
        "RECITATION" or "IMAGE_RECITATION" => $"It came too close to a text or picture that others own.",
        "LANGUAGE" => $"The model does not speak this language.",
        _ => null,
    };
}
