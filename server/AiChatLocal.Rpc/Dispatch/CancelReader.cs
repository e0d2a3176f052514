using System.Text.Json;
using AiChatLocal.Rpc.Messages;

namespace AiChatLocal.Rpc.Dispatch;

/// <summary>Reads which request a <c>$/cancelRequest</c> is about.</summary>
internal static class CancelReader
{
    /// <param name="parameters">Valid JSON, or nothing.</param>
    public static bool TryRead(ReadOnlySpan<byte> parameters, out RequestId id)
    {
        id = default;
        var reader = new Utf8JsonReader(parameters, new JsonReaderOptions { MaxDepth = int.MaxValue });
        if (parameters.IsEmpty || !reader.Read()) return false;
        if (reader.TokenType == JsonTokenType.StartArray) reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) return false;
        try
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isId = reader.ValueTextEquals("id"u8);
                reader.Read();
                if (isId) return RequestId.TryRead(ref reader, out id);
                reader.Skip();
            }
        }
        catch (InvalidOperationException)
        {
            // A string in it is no text; it names no request then.
        }

        return false;
    }
}
