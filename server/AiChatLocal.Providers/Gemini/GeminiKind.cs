using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.Gemini;

/// <summary>Gemini, over Google's own API.</summary>
internal sealed class GeminiKind(HttpRoom http, TimeProvider time) : IProviderKind
{
    private static readonly Uri DefaultBaseUrl = new("https://generativelanguage.googleapis.com/v1beta");

    public ProviderKindDescription Description { get; } = new(
        "gemini", "Google Gemini", $"Gemini, over Google's Gemini API. Questions leave this machine.", TakesBaseUrl: true, DefaultBaseUrl, TakesApiKey: true);

    public IProvider Create(ProviderConfiguration configuration) =>
        new GeminiProvider(configuration, configuration.BaseUrl ?? DefaultBaseUrl, http, time);

    /// <summary>This API is served by its vendor; there is no usual place on this machine.</summary>
    public Task<IReadOnlyList<DiscoveredServer>> DiscoverAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DiscoveredServer>>([]);
}
