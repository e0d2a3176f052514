using System.Text.Json;
using AiChatLocal.Protocol;

namespace AiChatLocal.Rpc.Dispatch;

/// <summary>Reads the error of an answer. Peers put anything into <c>data</c>: what is not ours is kept as its detail.</summary>
internal static class ErrorReader
{
    private const int LongestDetail = 4096;

    public static RpcException Read(ReadOnlySpan<byte> error)
    {
        var code = RpcErrorCode.InternalError;
        string? message = null;
        ErrorData? data = null;
        try
        {
            var reader = new Utf8JsonReader(error, new JsonReaderOptions { MaxDepth = int.MaxValue });
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isCode = reader.ValueTextEquals("code"u8);
                var isMessage = reader.ValueTextEquals("message"u8);
                var isData = reader.ValueTextEquals("data"u8);
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                if (isCode && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number)) code = number;
                if (isMessage && reader.TokenType == JsonTokenType.String) message = reader.GetString();
                reader.Skip();
                if (isData) data = ReadData(error[start..(int)reader.BytesConsumed]);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Whatever could be read up to here is the error.
        }

        return new RpcException(code, message ?? "The peer answered with an error that it did not explain.", data);
    }

    private static ErrorData? ReadData(ReadOnlySpan<byte> data)
    {
        if (data.SequenceEqual("null"u8)) return null;
        try
        {
            return JsonSerializer.Deserialize(data, ProtocolJsonContext.Default.ErrorData);
        }
        catch (JsonException)
        {
            var text = System.Text.Encoding.UTF8.GetString(data[..Math.Min(data.Length, LongestDetail)]);
            return new ErrorData("peerError", Detail: text);
        }
    }
}
