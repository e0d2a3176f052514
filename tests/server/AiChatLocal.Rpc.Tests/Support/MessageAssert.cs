using System.Text.Json;

namespace AiChatLocal.Rpc.Tests.Support;

/// <summary>What tests expect of answers.</summary>
internal static class MessageAssert
{
    public static void IsResult(JsonElement message, string id, string result)
    {
        Assert.Equal(id, message.GetProperty("id").GetRawText());
        using var expected = JsonDocument.Parse(result);
        Assert.True(JsonElement.DeepEquals(expected.RootElement, message.GetProperty("result")), $"{message} is not {result}");
    }

    public static JsonElement IsError(JsonElement message, string id, int code)
    {
        Assert.Equal(id, message.GetProperty("id").GetRawText());
        var error = message.GetProperty("error");
        Assert.Equal(code, error.GetProperty("code").GetInt32());
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        Assert.DoesNotContain(" at ", error.GetProperty("message").GetString()!, StringComparison.Ordinal);
        return error;
    }
}
