using AiChatLocal.Core.Configuration;
using AiChatLocal.Protocol.Privacy;
using AiChatLocal.Server.Features.Providers;

namespace AiChatLocal.Server.Features.Privacy;

/// <summary>The switch that keeps everything on this machine. The HTTP room obeys it; here it is read and turned.</summary>
internal sealed class LocalOnly(IConfigurationStore configuration, ProviderCatalog providers)
{
    public async Task<PrivacyStatus> GetAsync(CancellationToken cancellationToken)
    {
        var current = await configuration.ReadAsync(cancellationToken);
        var outside = (await providers.ListAsync(cancellationToken)).Where(provider => provider.LeavesThisMachine);
        return new(current.LocalOnly, [.. outside.Select(provider => provider.Configuration.Name)]);
    }

    public async Task<PrivacyStatus> SetAsync(bool localOnly, CancellationToken cancellationToken)
    {
        await configuration.UpdateAsync(current => current with { LocalOnly = localOnly }, cancellationToken);
        return await GetAsync(cancellationToken);
    }
}
