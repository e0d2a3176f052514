using AiChatLocal.Core.Providers;
using AiChatLocal.Protocol.Providers;

namespace AiChatLocal.Server.Features.Providers;

internal sealed class ProvidersListHandler(ProviderCatalog catalog)
{
    public async Task<ProvidersListResult> HandleAsync(ProvidersListParams parameters, CancellationToken cancellationToken)
    {
        var providers = await catalog.ListAsync(cancellationToken);
        return new([.. providers.Select(ToWire)], [.. catalog.Kinds.Select(kind => ToWire(kind.Description))]);
    }

    private static ProviderInfo ToWire(IProvider provider) => new(
        provider.Configuration.Id,
        provider.Configuration.Kind,
        provider.Configuration.Name,
        provider.Configuration.BaseUrl?.ToString(),
        provider.Configuration.ApiKey is not null,
        provider.LeavesThisMachine,
        provider.Configuration.Id == ProviderCatalog.Embedded);

    private static ProviderKindInfo ToWire(ProviderKindDescription kind) => new(
        kind.Kind, kind.DisplayName, kind.Description, kind.TakesBaseUrl, kind.DefaultBaseUrl?.ToString(), kind.TakesApiKey);
}
