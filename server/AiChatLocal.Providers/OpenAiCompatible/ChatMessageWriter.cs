using System.Text.Json;
using AiChatLocal.Providers.Streaming;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.OpenAiCompatible;

/// <summary>Writes one message as OpenAI's chat completions take it. Thinking is not sent back: this API has no place for it.</summary>
internal static class ChatMessageWriter
{
    public static void Write(Utf8JsonWriter json, PromptMessage message)
    {
        // Each result is a message of its own.
        foreach (var result in message.Results)
        {
            json.WriteStartObject();
            json.WriteString("role"u8, "tool"u8);
            json.WriteString("tool_call_id"u8, result.CallId);
            json.WriteString("content"u8, PromptMessage.TextOf(result));
            json.WriteEndObject();
        }

        if (message.Results.Any() && message.Text.Length == 0)
        {
            return;
        }

        json.WriteStartObject();
        json.WriteString("role"u8, message.Role.Value);
        WriteContent(json, message);
        if (message.Calls.Any())
        {
            json.WriteStartArray("tool_calls"u8);
            foreach (var call in message.Calls)
            {
                json.WriteStartObject();
                json.WriteString("id"u8, call.CallId);
                json.WriteString("type"u8, "function"u8);
                json.WriteStartObject("function"u8);
                json.WriteString("name"u8, call.Name);
                json.WriteString("arguments"u8, ToolWriting.ArgumentsText(call));
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    public static void WriteToolChoice(Utf8JsonWriter json, ChatOptions options)
    {
        if (options.Functions().Count == 0 || options.ToolMode is not RequiredChatToolMode required)
        {
            return;
        }

        if (required.RequiredFunctionName is { } name)
        {
            json.WriteStartObject("tool_choice"u8);
            json.WriteString("type"u8, "function"u8);
            json.WriteStartObject("function"u8);
            json.WriteString("name"u8, name);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("tool_choice"u8, "required"u8);
        }
    }

    private static void WriteContent(Utf8JsonWriter json, PromptMessage message)
    {
        // Plain text as a plain string: not every server knows the list of parts.
        if (!message.Images.Any())
        {
            json.WriteString("content"u8, message.Text);
            return;
        }

        json.WriteStartArray("content"u8);
        foreach (var content in message.Contents)
        {
            if (content is TextContent text)
            {
                json.WriteStartObject();
                json.WriteString("type"u8, "text"u8);
                json.WriteString("text"u8, text.Text);
                json.WriteEndObject();
            }
            else if (content is DataContent image)
            {
                json.WriteStartObject();
                json.WriteString("type"u8, "image_url"u8);
                json.WriteStartObject("image_url"u8);
                json.WriteString("url"u8, image.Uri);
                json.WriteEndObject();
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }
}
