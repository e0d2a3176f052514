using System.Text.Json;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.OpenAiCompatible.Vendors;
using AiChatLocal.Providers.Streaming;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.OpenAiCompatible.Tokens;

/// <summary>The prompt whose tokens are counted, and how it is written for the servers that take it as a conversation.</summary>
internal sealed record TokenPrompt(string Model, IReadOnlyList<ChatMessage> Messages, ChatOptions? Options)
{
    public bool IsText => !Messages.Any(message => message.Contents.Any(content => content is DataContent or UriContent));

    /// <summary>The system prompt, the messages and the tools as in a question to chat completions.</summary>
    /// <param name="more">Further fields.</param>
    public RequestBody WriteConversation(Action<Utf8JsonWriter>? more = null) => JsonWriting.ToBody(json =>
    {
        json.WriteStartObject();
        json.WriteString("model"u8, Model);
        json.WriteStartArray("messages"u8);
        foreach (var message in PromptMessages.Enumerate(Messages, Options))
        {
            ChatMessageWriter.Write(json, message, Vendor.Plain.Dialect);
        }

        json.WriteEndArray();
        if (Options is not null)
        {
            json.WriteFunctionTools(Options);
        }

        more?.Invoke(json);
        json.WriteEndObject();
    });

    /// <summary>A text with the name of the model.</summary>
    public RequestBody WriteText(string field, string text, Action<Utf8JsonWriter>? more = null) => JsonWriting.ToBody(json =>
    {
        json.WriteStartObject();
        json.WriteString("model"u8, Model);
        json.WriteString(field, text);
        more?.Invoke(json);
        json.WriteEndObject();
    });

    public static TokenCount? CountOf(JsonElement answer, string field) =>
        answer.Member(field) is { ValueKind: JsonValueKind.Array } list ? new(list.GetArrayLength())
        : answer.Long(field) is { } number and >= 0 and <= int.MaxValue ? new((int)number)
        : null;
}
