using AiChatLocal.Protocol.Providers;

namespace AiChatLocal.Server.Features.Providers;

internal sealed class ProvidersDiscoverHandler(Discovery discovery)
{
    public async Task<ProvidersDiscoverResult> HandleAsync(ProvidersDiscoverParams parameters, CancellationToken cancellationToken)
    {
        var found = await discovery.RunAsync(cancellationToken);
        return new([.. found.Select(ToWire)]);
    }

    private static DiscoveredProvider ToWire(FoundServer found) => new(
        found.Server.Kind,
        LocalizedString.OfData(found.Server.DisplayName),
        found.Server.BaseUrl.ToString(),
        found.SuggestedName,
        found.Server.Models,
        found.Server.Version,
        found.ProviderId);
}
