using AiChatLocal.Core.Configuration;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.OpenAiCompatible.Vendors;

/// <summary>A vendor's server with what the user set: the user's headers and parameters win over the vendor's.</summary>
internal static class VendorServer
{
    private static readonly LocalizedString StartHint = $"Start the model server, or check the address and port of this provider.";

    public static HttpServer Create(ProviderConfiguration configuration, Vendor vendor)
    {
        var url = configuration.BaseUrl ?? vendor.Address ?? throw new ArgumentException("This provider has no address.", nameof(configuration));
        var own = configuration.Request?.Headers ?? [];
        var headers = vendor.Headers.Where(header => !own.Any(each => each.Key.Equals(header.Key, StringComparison.OrdinalIgnoreCase)));
        var query = configuration.Request?.Query ?? [];
        var parameters = vendor.Query.Where(parameter => !query.Any(each => each.Key == parameter.Key)).Concat(query);
        return new(
            configuration.Name,
            OpenAiAddress.Normalize(url),
            configuration.ApiKey,
            StartHint,
            vendor.KeyHeader,
            [.. headers],
            string.Join("&", parameters.Select(each => $"{Uri.EscapeDataString(each.Key)}={Uri.EscapeDataString(each.Value)}")))
        {
            SecretHeaders = own,
            Route = configuration.Route ?? RouteSettings.None,
        };
    }
}
