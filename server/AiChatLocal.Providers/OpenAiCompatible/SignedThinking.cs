using System.Text;
using System.Text.Json;
using AiChatLocal.Providers.OpenAiCompatible.Vendors;
using AiChatLocal.Providers.Streaming;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.OpenAiCompatible;

/// <summary>A piece of thinking that its vendor signed, to be given back to that vendor alone.</summary>
internal sealed record SignedThinking(string Text, string Signature)
{
    /// <summary>A signature as it is kept: with its vendor's name, since another vendor would refuse it.</summary>
    public static string Mark(string signature, string vendor) => vendor + ":" + signature;

    public static List<SignedThinking> Of(PromptMessage message, VendorDialect vendor)
    {
        List<SignedThinking> found = [];
        if (vendor.SignedThinking is not { } name)
        {
            return found;
        }

        var text = new StringBuilder();
        foreach (var content in message.Contents.OfType<TextReasoningContent>())
        {
            text.Append(content.Text);
            if (content.ProtectedData is { } data)
            {
                if (data.StartsWith(name + ":", StringComparison.Ordinal))
                {
                    found.Add(new(text.ToString(), data[(name.Length + 1)..]));
                }

                text.Clear();
            }
        }

        return found;
    }

    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "thinking"u8);
        json.WriteStartArray("thinking"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, "text"u8);
        json.WriteString("text"u8, Text);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("signature"u8, Signature);
        json.WriteEndObject();
    }
}
