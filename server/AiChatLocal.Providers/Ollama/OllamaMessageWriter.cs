using System.Text.Json;
using AiChatLocal.Providers.Streaming;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Ollama;

/// <summary>Writes one message as <c>/api/chat</c> takes it: images as bare base64, arguments as objects, results with the function's name.</summary>
internal static class OllamaMessageWriter
{
    public static void Write(Utf8JsonWriter json, PromptMessage message)
    {
        foreach (var result in message.Results)
        {
            json.WriteStartObject();
            json.WriteString("role"u8, "tool"u8);
            json.WriteString("content"u8, PromptMessage.TextOf(result));
            json.WriteString("tool_name"u8, message.FunctionOf(result));
            json.WriteString("tool_call_id"u8, result.CallId);
            json.WriteEndObject();
        }

        if (message.Results.Any() && message.Text.Length == 0)
        {
            return;
        }

        json.WriteStartObject();
        json.WriteString("role"u8, message.Role.Value);
        json.WriteString("content"u8, message.Text);
        if (message.Images.Any())
        {
            json.WriteStartArray("images"u8);
            foreach (var image in message.Images)
            {
                json.WriteBase64StringValue(image.Data.Span);
            }

            json.WriteEndArray();
        }

        if (message.Calls.Any())
        {
            json.WriteStartArray("tool_calls"u8);
            foreach (var call in message.Calls)
            {
                json.WriteStartObject();
                json.WriteString("id"u8, call.CallId);
                json.WriteStartObject("function"u8);
                json.WriteString("name"u8, call.Name);
                json.WritePropertyName("arguments"u8);
                json.WriteArguments(call);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
