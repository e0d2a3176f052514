using AiChatLocal.Core;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Streaming;

/// <summary>The messages of a request as every chat API takes them: a role and a text.</summary>
internal static class PromptMessages
{
    /// <summary>The system prompt of the options first. Thinking is never sent back.</summary>
    public static IEnumerable<(string Role, string Text)> Enumerate(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        if (options?.Instructions is { Length: > 0 } instructions)
        {
            yield return ("system", instructions);
        }

        foreach (var message in messages)
        {
            if (message.Contents.FirstOrDefault(content => content is not (TextContent or TextReasoningContent or UsageContent)) is { } other)
            {
                throw new ProviderException(new(
                    ProblemKind.Invalid, "The conversation holds something that this provider cannot send.",
                    $"A message has a part of the kind {other.GetType().Name}, and only text can be sent.", "Remove it, or choose another model."));
            }

            yield return (message.Role.Value, message.Text);
        }
    }
}
