using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Privacy;
using AiChatLocal.Core.Providers;

namespace AiChatLocal.Server.Features.Providers;

/// <param name="SuggestedName">Free to be given to <see cref="ProviderEditor.AddAsync"/>.</param>
/// <param name="ProviderId">Of the configured provider with this address, if there is one.</param>
internal sealed record FoundServer(DiscoveredServer Server, string SuggestedName, string? ProviderId);

/// <summary>Looks for model servers on this machine. Only loopback addresses are asked.</summary>
internal sealed class Discovery(ProviderCatalog catalog, IConfigurationStore configuration)
{
    public async Task<IReadOnlyList<FoundServer>> RunAsync(CancellationToken cancellationToken)
    {
        EgressScope.Enter(EgressPurpose.Probe);
        var found = (await Task.WhenAll(catalog.Kinds.Select(kind => kind.DiscoverAsync(cancellationToken)))).SelectMany(each => each);
        var configured = (await configuration.ReadAsync(cancellationToken)).Providers;
        HashSet<string> taken = [ProviderCatalog.Embedded, .. configured.Select(each => each.Name)];
        List<FoundServer> servers = [];
        foreach (var server in found)
        {
            var known = configured.FirstOrDefault(each => each.BaseUrl is { } url && IsSame(url, server.BaseUrl));
            servers.Add(new(server, known?.Name ?? FreeName(server, taken), known?.Id));
        }

        return servers;
    }

    private static bool IsSame(Uri one, Uri other) =>
        one.Port == other.Port && one.IsLoopback == other.IsLoopback && (one.IsLoopback || one.Host == other.Host) &&
        one.AbsolutePath.TrimEnd('/') == other.AbsolutePath.TrimEnd('/');

    private static string FreeName(DiscoveredServer server, HashSet<string> taken)
    {
        var plain = new string([.. server.DisplayName.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' ? c : '-')]);
        var name = plain;
        for (var number = 2; !taken.Add(name); number++)
        {
            name = $"{plain}-{number}";
        }

        return name;
    }
}
