using System.Text;
using System.Text.Json;
using AiChatLocal.Providers.Streaming;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Gemini;

/// <summary>Writes <c>systemInstruction</c> and <c>contents</c>. Neighbours of the same role become one content, as a turn is one there.</summary>
internal static class GeminiMessageWriter
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<PromptMessage> messages)
    {
        // The API has one place for them, wherever they stood.
        var system = messages.Where(message => message.Role == ChatRole.System && message.Text.Length > 0).ToArray();
        if (system.Length > 0)
        {
            json.WriteStartObject("systemInstruction"u8);
            json.WriteStartArray("parts"u8);
            foreach (var message in system)
            {
                WritePart(json, message.Text, isThinking: false, signature: null);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteRuns(
            "contents",
            "parts",
            messages.Where(message => message.Role != ChatRole.System && message.HasContent),
            role => role == ChatRole.Assistant ? "model" : "user",
            WriteParts);
    }

    /// <summary>A signature belongs to the text before it: thinking or answer. Thinking that has none need not go back.</summary>
    private static void WriteParts(Utf8JsonWriter json, PromptMessage message)
    {
        var text = new StringBuilder();
        var isThinking = false;
        foreach (var content in message.Contents)
        {
            switch (content)
            {
                case TextContent part:
                    Begin(thinking: false);
                    text.Append(part.Text);
                    break;
                case TextReasoningContent reasoning:
                    if (reasoning.Text.Length > 0)
                    {
                        Begin(thinking: true);
                        text.Append(reasoning.Text);
                    }

                    if (!string.IsNullOrEmpty(reasoning.ProtectedData))
                    {
                        WritePart(json, text.ToString(), isThinking && text.Length > 0, reasoning.ProtectedData);
                        text.Clear();
                    }

                    break;
                default:
                    Begin(thinking: false);
                    Flush();
                    WriteOther(json, message, content);
                    break;
            }
        }

        Flush();

        void Begin(bool thinking)
        {
            if (thinking != isThinking)
            {
                Flush();
                isThinking = thinking;
            }
        }

        void Flush()
        {
            if (text.Length > 0 && !isThinking)
            {
                WritePart(json, text.ToString(), isThinking: false, signature: null);
            }

            text.Clear();
        }
    }

    private static void WriteOther(Utf8JsonWriter json, PromptMessage message, AIContent content)
    {
        switch (content)
        {
            case DataContent image:
                json.WriteStartObject();
                json.WriteStartObject("inlineData"u8);
                json.WriteString("mimeType"u8, image.MediaType);
                json.WriteBase64String("data"u8, image.Data.Span);
                json.WriteEndObject();
                json.WriteEndObject();
                break;
            case FunctionCallContent call:
                json.WriteStartObject();
                json.WriteStartObject("functionCall"u8);
                json.WriteString("id"u8, call.CallId);
                json.WriteString("name"u8, call.Name);
                json.WritePropertyName("args"u8);
                json.WriteArguments(call);
                json.WriteEndObject();
                if (call.AdditionalProperties?.GetValueOrDefault(ToolCalls.Signature) is string signature)
                {
                    json.WriteString("thoughtSignature"u8, signature);
                }

                json.WriteEndObject();
                break;
            case FunctionResultContent result:
                json.WriteStartObject();
                json.WriteStartObject("functionResponse"u8);
                json.WriteString("id"u8, result.CallId);
                json.WriteString("name"u8, message.FunctionOf(result));
                WriteResult(json, result);
                json.WriteEndObject();
                json.WriteEndObject();
                break;
        }
    }

    /// <summary>A result has to be an object; what is none goes under the name that the API gives to it.</summary>
    private static void WriteResult(Utf8JsonWriter json, FunctionResultContent result)
    {
        if (result.Result is JsonElement { ValueKind: JsonValueKind.Object } whole)
        {
            json.WritePropertyName("response"u8);
            whole.WriteTo(json);
            return;
        }

        json.WriteStartObject("response"u8);
        if (result.Result is JsonElement { ValueKind: not JsonValueKind.String } value)
        {
            json.WritePropertyName("output"u8);
            value.WriteTo(json);
        }
        else
        {
            json.WriteString(result.Exception is null ? "output"u8 : "error"u8, PromptMessage.TextOf(result));
        }

        json.WriteEndObject();
    }

    private static void WritePart(Utf8JsonWriter json, string text, bool isThinking, string? signature)
    {
        json.WriteStartObject();
        json.WriteString("text"u8, text);
        if (isThinking)
        {
            json.WriteBoolean("thought"u8, true);
        }

        if (signature is not null)
        {
            json.WriteString("thoughtSignature"u8, signature);
        }

        json.WriteEndObject();
    }
}
