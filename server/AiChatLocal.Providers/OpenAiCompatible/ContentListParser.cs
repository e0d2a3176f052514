using System.Text.Json;
using AiChatLocal.Providers.Streaming;

namespace AiChatLocal.Providers.OpenAiCompatible;

/// <summary>Content as a list of typed pieces: <c>{type: "text", text}</c>, <c>{type: "thinking", thinking: [{text}]}</c>.</summary>
internal static class ContentListParser
{
    /// <summary>The reader stands at the start of the list.</summary>
    public static void Read(ref Utf8JsonReader reader, ReplyBuilder builder)
    {
        using var list = JsonDocument.ParseValue(ref reader);
        ReadPieces(list.RootElement, thinking: false, builder);
    }

    private static void ReadPieces(JsonElement pieces, bool thinking, ReplyBuilder builder)
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
                ReadPieces(inner, thinking: true, builder);
            }
        }
    }
}
