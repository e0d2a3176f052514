using AiChatLocal.Core.Configuration;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.Anthropic;

/// <summary>How one server of this API is spoken to.</summary>
/// <param name="Version">The value of <c>anthropic-version</c>: the shape of requests and answers.</param>
/// <param name="KeyHeader">What carries the key: <c>Authorization</c>, or <c>x-api-key</c> as older servers have it.</param>
internal sealed record AnthropicAccess(string Version, string KeyHeader)
{
    /// <summary>As the official client does it.</summary>
    public static readonly AnthropicAccess Default = new("2026-10-21", HttpServer.Authorization);

    public HttpServer Server(ProviderConfiguration configuration, Uri baseUrl) => new(
        configuration.Name, Normalize(baseUrl), configuration.ApiKey,
        $"Check that this machine is connected to the network, and the address of this provider.",
        KeyHeader, [new("anthropic-version", Version)])
    {
        Route = configuration.Route ?? RouteSettings.None,
    };

    /// <summary>What people paste as a base URL, made into the address below which <c>/messages</c> stands.</summary>
    public static Uri Normalize(Uri baseUrl)
    {
        var url = baseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/');
        foreach (var ending in (string[])["/messages", "/models"])
        {
            url = url.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? url[..^ending.Length] : url;
        }

        return new(url.EndsWith("/v1", StringComparison.OrdinalIgnoreCase) ? url : url + "/v1");
    }
}
