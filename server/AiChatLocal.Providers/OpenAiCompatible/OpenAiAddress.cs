namespace AiChatLocal.Providers.OpenAiCompatible;

/// <summary>What people paste as a base URL, made into the address below which <c>/chat/completions</c> stands.</summary>
internal static class OpenAiAddress
{
    private static readonly string[] Endings = ["/chat/completions", "/completions", "/responses", "/models"];

    /// <summary>An address without a path gets <c>/v1</c>, where every such server has its API.</summary>
    public static Uri Normalize(Uri baseUrl)
    {
        var url = baseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/');
        foreach (var ending in Endings)
        {
            if (url.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                url = url[..^ending.Length];
                break;
            }
        }

        return new Uri(url).AbsolutePath == "/" ? new Uri(url.TrimEnd('/') + "/v1") : new Uri(url);
    }

    /// <summary>The place above <c>/v1</c>, where a server's own routes stand.</summary>
    public static Uri Root(Uri normalized)
    {
        var url = normalized.AbsoluteUri.TrimEnd('/');
        return url.EndsWith("/v1", StringComparison.OrdinalIgnoreCase) ? new(url[..^3]) : normalized;
    }
}
