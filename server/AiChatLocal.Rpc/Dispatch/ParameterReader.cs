using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AiChatLocal.Protocol;

namespace AiChatLocal.Rpc.Dispatch;

/// <summary>Reads the parameters of a call. They may be left out, be an object, or be an array that holds the one object.</summary>
internal static class ParameterReader
{
    /// <exception cref="RpcException">They are not what the method takes; the message says what is wrong.</exception>
    public static T Read<T>(ReadOnlySpan<byte> parameters, JsonTypeInfo<T> type)
    {
        var one = Unwrap(parameters);
        try
        {
            return JsonSerializer.Deserialize(one, type) ?? throw Invalid("The parameters must be an object.");
        }
        catch (JsonException exception)
        {
            throw Invalid(ParameterFault.Describe(one, type, exception.Path));
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException or ArgumentException or FormatException)
        {
            throw Invalid(ParameterFault.Describe(one, type, null));
        }
    }

    private static ReadOnlySpan<byte> Unwrap(ReadOnlySpan<byte> parameters)
    {
        if (parameters.IsEmpty || parameters.SequenceEqual("null"u8)) return "{}"u8;
        if (parameters[0] != (byte)'[') return parameters[0] == (byte)'{' ? parameters : throw Invalid("The parameters must be an object.");
        var reader = new Utf8JsonReader(parameters, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray) return "{}"u8;
        if (reader.TokenType != JsonTokenType.StartObject) throw Invalid("The parameters must be an object.");
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        var end = (int)reader.BytesConsumed;
        reader.Read();
        if (reader.TokenType != JsonTokenType.EndArray) throw Invalid("The parameters must be one object, not a list of several.");
        return parameters[start..end];
    }

    private static RpcException Invalid(string message) =>
        new(RpcErrorCode.InvalidParams, message, new ErrorData("invalid", Fix: "Compare the request with the method's description in openrpc.json."));
}
