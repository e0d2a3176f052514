using System.Text.Json;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Streaming;

namespace AiChatLocal.Providers.OpenAiCompatible;

/// <summary>Content as a list of typed pieces: <c>{type: "text", text}</c>, <c>{type: "thinking", thinking: [{text}]}</c>.</summary>
internal static class ContentListParser
{
    /// <summary>The reader stands at the start of the list.</summary>
    /// <param name="vendor">Whose signatures they are; null: they are of no use.</param>
    public static void Read(ref Utf8JsonReader reader, ReplyBuilder builder, string? vendor)
    {
        using var list = JsonDocument.ParseValue(ref reader);
        ReadPieces(list.RootElement, thinking: false, builder, vendor);
    }

    private static void ReadPieces(JsonElement pieces, bool thinking, ReplyBuilder builder, string? vendor)
    {
        foreach (var piece in pieces.EnumerateArray())
        {
            if (piece.ValueKind != JsonValueKind.Object)
            {
                continue;
            }

            if (piece.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String)
            {
                builder.Append(thinking, text.GetString());
            }

            if (piece.TryGetProperty("thinking", out var inner) && inner.ValueKind == JsonValueKind.Array)
            {
                ReadPieces(inner, thinking: true, builder, vendor);
                if (vendor is not null && piece.Text("signature") is { } signature)
                {
                    builder.Signature(SignedThinking.Mark(signature, vendor));
                }
            }
        }
    }
}
