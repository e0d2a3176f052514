using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.OpenAiCompatible.Vendors;

/// <summary>A vendor's API as a kind of its own: its name is all that has to be chosen.</summary>
internal sealed class VendorKind(string id, LocalizedString description, HttpRoom http, TimeProvider time) : IProviderKind
{
    private readonly Vendor _vendor = VendorCatalogue.Known.Find(id) ?? throw new ArgumentException(id, nameof(id));

    public ProviderKindDescription Description => new(_vendor.Id, _vendor.DisplayName, description, TakesBaseUrl: true, _vendor.Address, TakesApiKey: true)
    {
        TakesRequestSettings = true,
        Presets = [_vendor.ToPreset()],
    };

    public IProvider Create(ProviderConfiguration configuration) => OpenAiCompatibleProvider.Create(configuration, _vendor, http, time);

    /// <summary>A vendor is not on this machine.</summary>
    public Task<IReadOnlyList<DiscoveredServer>> DiscoverAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<DiscoveredServer>>([]);
}
