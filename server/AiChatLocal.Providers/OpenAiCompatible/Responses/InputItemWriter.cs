using System.Text.Json;
using AiChatLocal.Providers.Streaming;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.OpenAiCompatible.Responses;

/// <summary>Writes a message as the items of an input: texts, thinking, calls and results are items of their own, in their order.</summary>
internal static class InputItemWriter
{
    public static void Write(Utf8JsonWriter json, PromptMessage message)
    {
        foreach (var result in message.Results)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "function_call_output"u8);
            json.WriteString("call_id"u8, result.CallId);
            json.WriteString("output"u8, PromptMessage.TextOf(result));
            json.WriteEndObject();
        }

        if (message.Role == ChatRole.Assistant)
        {
            WriteAnswer(json, message);
        }
        else if (message.Text.Length > 0 || message.Images.Any() || !message.Results.Any())
        {
            WriteQuestion(json, message);
        }
    }

    private static void WriteQuestion(Utf8JsonWriter json, PromptMessage message)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, message.Role.Value);
        if (!message.Images.Any())
        {
            json.WriteString("content"u8, message.Text);
            json.WriteEndObject();
            return;
        }

        json.WriteStartArray("content"u8);
        foreach (var content in message.Contents)
        {
            if (content is TextContent text)
            {
                json.WriteStartObject();
                json.WriteString("type"u8, "input_text"u8);
                json.WriteString("text"u8, text.Text);
                json.WriteEndObject();
            }
            else if (content is DataContent image)
            {
                json.WriteStartObject();
                json.WriteString("type"u8, "input_image"u8);
                json.WriteString("detail"u8, "auto"u8);
                json.WriteString("image_url"u8, image.Uri);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAnswer(Utf8JsonWriter json, PromptMessage message)
    {
        var text = "";
        foreach (var content in message.Contents)
        {
            if (content is TextContent piece)
            {
                text += piece.Text;
                continue;
            }

            if (content is TextReasoningContent { ProtectedData: { } data } && ReasoningItem.IsOne(data))
            {
                WriteText(json, ref text);
                json.WriteRawValue(data, skipInputValidation: true);
            }
            else if (content is FunctionCallContent call)
            {
                WriteText(json, ref text);
                json.WriteStartObject();
                json.WriteString("type"u8, "function_call"u8);
                json.WriteString("call_id"u8, call.CallId);
                json.WriteString("name"u8, call.Name);
                json.WriteString("arguments"u8, ToolWriting.ArgumentsText(call));
                json.WriteEndObject();
            }
        }

        WriteText(json, ref text);
    }

    private static void WriteText(Utf8JsonWriter json, ref string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        json.WriteStartObject();
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("content"u8, text);
        json.WriteEndObject();
        text = "";
    }
}
