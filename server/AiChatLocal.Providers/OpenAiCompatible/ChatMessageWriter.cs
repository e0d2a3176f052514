using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AiChatLocal.Providers.OpenAiCompatible.Vendors;
using AiChatLocal.Providers.Streaming;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.OpenAiCompatible;

/// <summary>
/// Writes one message as OpenAI's chat completions take it. Thinking is sent back to the vendors who have a place for it, and to no other.
/// </summary>
internal static class ChatMessageWriter
{
    public static void Write(Utf8JsonWriter json, PromptMessage message, VendorDialect vendor)
    {
        // Each result is a message of its own.
        foreach (var result in message.Results)
        {
            json.WriteStartObject();
            json.WriteString("role"u8, "tool"u8);
            json.WriteString("tool_call_id"u8, CallId(result.CallId, vendor));
            json.WriteString("content"u8, PromptMessage.TextOf(result));
            json.WriteEndObject();
        }

        if (message.Results.Any() && message.Text.Length == 0)
        {
            return;
        }

        json.WriteStartObject();
        json.WriteString("role"u8, message.Role.Value);
        WriteContent(json, message, vendor);
        if (message.Calls.Any())
        {
            if (vendor.ThinkingWithCalls is { } field && message.Contents.OfType<TextReasoningContent>().Any())
            {
                json.WriteString(field, string.Concat(message.Contents.OfType<TextReasoningContent>().Select(content => content.Text)));
            }

            json.WriteStartArray("tool_calls"u8);
            foreach (var call in message.Calls)
            {
                json.WriteStartObject();
                json.WriteString("id"u8, CallId(call.CallId, vendor));
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

    private static void WriteContent(Utf8JsonWriter json, PromptMessage message, VendorDialect vendor)
    {
        // Plain text as a plain string: not every server knows the list of parts.
        var thinking = SignedThinking.Of(message, vendor);
        if (!message.Images.Any() && thinking.Count == 0)
        {
            json.WriteString("content"u8, message.Text);
            return;
        }

        json.WriteStartArray("content"u8);
        thinking.ForEach(each => each.WriteTo(json));
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

    /// <summary>A call may have its id from another vendor: where that could be refused, the same other id is made of it each time.</summary>
    private static string CallId(string id, VendorDialect vendor) =>
        vendor.CallIdLength is not { } length || (id.Length == length && id.All(char.IsAsciiLetterOrDigit))
            ? id
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..length];
}
