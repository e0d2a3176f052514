namespace AiChatLocal.Providers.Ollama;

internal static class OllamaAddress
{
    /// <summary>The place below which <c>/api/chat</c> stands, also when the address of its OpenAI-compatible API was pasted.</summary>
    public static Uri Normalize(Uri baseUrl)
    {
        var url = baseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/');
        foreach (var ending in (string[])["/v1", "/api"])
        {
            if (url.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return new(url[..^ending.Length]);
            }
        }

        return new(url);
    }
}
