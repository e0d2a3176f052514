using System.Text;
using System.Text.Json;
using AiChatLocal.Providers.Streaming;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Anthropic;

/// <summary>Writes <c>system</c> and <c>messages</c>. Neighbours of the same role become one message, as a turn is one there.</summary>
internal static class AnthropicMessageWriter
{
    /// <summary>Marks a signature that is a whole block of thinking which only the vendor can read. No signature has a colon.</summary>
    public const string Redacted = "redacted_thinking:";

    public static void Write(Utf8JsonWriter json, IReadOnlyList<PromptMessage> messages)
    {
        var system = messages.TakeWhile(message => message.Role == ChatRole.System).Select(message => message.Text).Where(text => text.Length > 0).ToArray();
        if (system.Length > 0)
        {
            json.WriteString("system"u8, string.Join("\n\n", system));
        }

        json.WriteRuns(
            "messages",
            "content",
            messages.SkipWhile(message => message.Role == ChatRole.System).Where(message => message.HasContent),
            role => role == ChatRole.Tool ? "user" : role.Value,
            WriteBlocks);
    }

    private static void WriteBlocks(Utf8JsonWriter json, PromptMessage message)
    {
        var text = new StringBuilder();
        var thinking = new StringBuilder();
        foreach (var content in message.Contents)
        {
            if (content is TextContent part)
            {
                text.Append(part.Text);
                continue;
            }

            WriteText(json, text);
            switch (content)
            {
                case TextReasoningContent reasoning:
                    thinking.Append(reasoning.Text);
                    WriteThinking(json, thinking, reasoning.ProtectedData);
                    break;
                case DataContent image:
                    WriteImage(json, image);
                    break;
                case FunctionCallContent call:
                    Begin(json, "tool_use"u8);
                    json.WriteString("id"u8, call.CallId);
                    json.WriteString("name"u8, call.Name);
                    json.WritePropertyName("input"u8);
                    json.WriteArguments(call);
                    json.WriteEndObject();
                    break;
                case FunctionResultContent result:
                    Begin(json, "tool_result"u8);
                    json.WriteString("tool_use_id"u8, result.CallId);
                    json.WriteString("content"u8, PromptMessage.TextOf(result));
                    if (result.Exception is not null)
                    {
                        json.WriteBoolean("is_error"u8, true);
                    }

                    json.WriteEndObject();
                    break;
            }
        }

        WriteText(json, text);
    }

    /// <summary>A block of text that is empty or white would be refused.</summary>
    private static void WriteText(Utf8JsonWriter json, StringBuilder text)
    {
        var whole = text.ToString();
        text.Clear();
        if (!string.IsNullOrWhiteSpace(whole))
        {
            Begin(json, "text"u8);
            json.WriteString("text"u8, whole);
            json.WriteEndObject();
        }
    }

    /// <summary>A block of thinking ends with its signature. Thinking that has none did not come from this vendor, and stays here.</summary>
    private static void WriteThinking(Utf8JsonWriter json, StringBuilder thinking, string? signature)
    {
        if (string.IsNullOrEmpty(signature))
        {
            return;
        }

        if (signature.StartsWith(Redacted, StringComparison.Ordinal))
        {
            Begin(json, "redacted_thinking"u8);
            json.WriteString("data"u8, signature.AsSpan(Redacted.Length));
        }
        else
        {
            Begin(json, "thinking"u8);
            json.WriteString("thinking"u8, thinking.ToString());
            json.WriteString("signature"u8, signature);
        }

        json.WriteEndObject();
        thinking.Clear();
    }

    private static void WriteImage(Utf8JsonWriter json, DataContent image)
    {
        Begin(json, "image"u8);
        json.WriteStartObject("source"u8);
        json.WriteString("type"u8, "base64"u8);
        json.WriteString("media_type"u8, image.MediaType);
        json.WriteBase64String("data"u8, image.Data.Span);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Begin(Utf8JsonWriter json, ReadOnlySpan<byte> type)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, type);
    }
}
