using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.Anthropic;

/// <summary>Claude, over Anthropic's Messages API.</summary>
internal sealed class AnthropicKind(HttpRoom http, TimeProvider time) : IProviderKind
{
    private static readonly Uri DefaultBaseUrl = new("https://api.anthropic.com/v1");

    public ProviderKindDescription Description { get; } = new(
        "anthropic", "Anthropic", $"Claude, over the Messages API. Questions leave this machine.", TakesBaseUrl: true, DefaultBaseUrl, TakesApiKey: true);

    public IProvider Create(ProviderConfiguration configuration) =>
        new AnthropicProvider(configuration, configuration.BaseUrl ?? DefaultBaseUrl, AnthropicAccess.Default, http, time);

    /// <summary>This API is served by its vendor; there is no usual place on this machine.</summary>
    public Task<IReadOnlyList<DiscoveredServer>> DiscoverAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DiscoveredServer>>([]);
}
