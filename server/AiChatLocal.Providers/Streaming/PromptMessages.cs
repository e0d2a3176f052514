using System.Text.Json;
using AiChatLocal.Core;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Streaming;

/// <summary>The messages of a request, checked: nothing is in them that no API could be sent.</summary>
internal static class PromptMessages
{
    /// <summary>The system prompt of the options first.</summary>
    public static IEnumerable<PromptMessage> Enumerate(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        Dictionary<string, string> functions = [];
        if (options?.Instructions is { Length: > 0 } instructions)
        {
            yield return new(ChatRole.System, [new TextContent(instructions)], functions);
        }

        foreach (var message in messages)
        {
            foreach (var content in message.Contents)
            {
                Check(content);
                if (content is FunctionCallContent call)
                {
                    functions[call.CallId] = call.Name;
                }
            }

            yield return new(message.Role, message.Contents, functions);
        }
    }

    private static void Check(AIContent content)
    {
        var isKnown = content is TextContent or TextReasoningContent or UsageContent or FunctionCallContent or FunctionResultContent
            || (content is DataContent data && data.HasTopLevelMediaType("image"));
        if (!isKnown)
        {
            var kind = content is DataContent file ? file.MediaType : content.GetType().Name;
            throw new ProviderException(new(
                ProblemKind.Invalid, $"The conversation holds something that this provider cannot send.",
                $"A message has a part of the kind {kind}; text, images, tool calls and their results can be sent.", $"Remove it, or choose another model."));
        }
    }
}

/// <param name="functions">The functions that were called so far, by the id of the call.</param>
internal sealed class PromptMessage(ChatRole role, IList<AIContent> contents, IReadOnlyDictionary<string, string> functions)
{
    public ChatRole Role { get; } = role;

    public string Text { get; } = string.Concat(contents.OfType<TextContent>().Select(content => content.Text));

    public IEnumerable<AIContent> Contents => contents;

    /// <summary>False for what vendors refuse as empty, such as a reply that was stopped while it was thinking.</summary>
    public bool HasContent => contents.Any(content => content switch
    {
        TextContent text => !string.IsNullOrWhiteSpace(text.Text),
        TextReasoningContent thinking => !string.IsNullOrEmpty(thinking.ProtectedData),
        UsageContent => false,
        _ => true,
    });

    public IEnumerable<DataContent> Images => contents.OfType<DataContent>();

    public IEnumerable<FunctionCallContent> Calls => contents.OfType<FunctionCallContent>();

    public IEnumerable<FunctionResultContent> Results => contents.OfType<FunctionResultContent>();

    /// <summary>The name of the function that gave a result; empty when its call is not in the conversation.</summary>
    public string FunctionOf(FunctionResultContent result) => functions.GetValueOrDefault(result.CallId, "");

    /// <summary>A result as text: itself when it is text, JSON when it is JSON.</summary>
    public static string TextOf(FunctionResultContent result) => result.Result switch
    {
        null => result.Exception?.Message ?? "",
        string text => text,
        JsonElement json => json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText(),
        var other => other.ToString() ?? "",
    };
}
