using System.Text.Json;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.OpenAiCompatible.Responses;

/// <summary>An item of encrypted thinking. It is kept as the JSON that came and goes back unchanged.</summary>
internal static class ReasoningItem
{
    /// <summary>False for what other vendors gave to prove their thinking.</summary>
    public static bool IsOne(string data)
    {
        if (!data.StartsWith('{'))
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(data);
            return document.RootElement.Text("type") == "reasoning" && document.RootElement.Text("encrypted_content") is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
