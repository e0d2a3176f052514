using AiChatLocal.Core;
using AiChatLocal.Core.Providers;

namespace AiChatLocal.Providers.Discovery;

/// <summary>Asks addresses side by side, each at most for the limit; silent and strange ones are left out.</summary>
internal static class Prober
{
    public static async Task<IReadOnlyList<DiscoveredServer>> ProbeAsync(
        IEnumerable<Uri> addresses, TimeSpan limit, Func<Uri, CancellationToken, Task<DiscoveredServer?>> ask, CancellationToken cancellationToken)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        source.CancelAfter(limit);
        var found = await Task.WhenAll(addresses.Distinct().Select(AskAsync)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return [.. found.OfType<DiscoveredServer>().DistinctBy(server => server.BaseUrl)];

        async Task<DiscoveredServer?> AskAsync(Uri address)
        {
            try
            {
                return await ask(address, source.Token).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is ProviderException or OperationCanceledException)
            {
                return null;
            }
        }
    }
}
