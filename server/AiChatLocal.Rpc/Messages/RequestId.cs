using System.Text.Json;

namespace AiChatLocal.Rpc.Messages;

/// <summary>The id of a request, which its answer repeats: a whole number or a string.</summary>
internal readonly record struct RequestId(long Number, string? Text = null)
{
    /// <summary>An id is kept while its request runs, so it cannot be as long as a message.</summary>
    private const int MaxBytes = 1024;

    /// <summary>Reads the id that <paramref name="reader"/> stands at.</summary>
    public static bool TryRead(ref Utf8JsonReader reader, out RequestId id)
    {
        id = default;
        switch (reader.TokenType)
        {
            case JsonTokenType.Number when reader.TryGetInt64(out var number):
                id = new(number);
                return true;
            case JsonTokenType.String when reader.ValueSpan.Length <= MaxBytes:
                return TryReadText(ref reader, out id);
            default:
                return false;
        }
    }

    private static bool TryReadText(ref Utf8JsonReader reader, out RequestId id)
    {
        try
        {
            id = new(0, reader.GetString());
            return true;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: it could not be repeated in the answer.
            id = default;
            return false;
        }
    }

    public void WriteTo(Utf8JsonWriter json, JsonEncodedText name)
    {
        if (Text is null) json.WriteNumber(name, Number);
        else json.WriteString(name, Text);
    }
}
