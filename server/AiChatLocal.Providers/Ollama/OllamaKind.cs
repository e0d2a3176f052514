using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Discovery;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.Ollama;

internal sealed class OllamaKind(HttpRoom http, ProbeSettings probes, TimeProvider time) : IProviderKind
{
    private const string Kind = "ollama";

    public ProviderKindDescription Description { get; } = new(
        Kind, "Ollama", $"Runs open models on this machine or on another one in your network.", TakesBaseUrl: true, probes.OllamaDefault, TakesApiKey: true);

    public IProvider Create(ProviderConfiguration configuration) =>
        new OllamaProvider(configuration, configuration.BaseUrl ?? probes.OllamaDefault, http, time);

    public Task<IReadOnlyList<DiscoveredServer>> DiscoverAsync(CancellationToken cancellationToken) =>
        Prober.ProbeAsync(probes.Ollama, probes.Limit, AskAsync, cancellationToken);

    private async Task<DiscoveredServer?> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        var server = new HttpServer(Kind, OllamaAddress.Normalize(address), apiKey: null, startHint: $"");
        using var version = await http.TryJsonAsync(HttpCall.Get(server, "/api/version"), cancellationToken).ConfigureAwait(false);
        if (version?.Root.Text("version") is not { } number || await IsLocalAiAsync(server, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        using var tags = await http.TryJsonAsync(HttpCall.Get(server, "/api/tags"), cancellationToken).ConfigureAwait(false);
        return tags is null
            ? null
            : new(Kind, "Ollama", server.BaseUrl, [.. tags.Root.Items("models").Select(model => model.Text("name")).OfType<string>()], number);
    }

    /// <summary>LocalAI has Ollama's routes too, and is found by the other kind.</summary>
    private async Task<bool> IsLocalAiAsync(HttpServer server, CancellationToken cancellationToken)
    {
        using var card = await http.TryJsonAsync(HttpCall.Get(server, "/.well-known/localai.json"), cancellationToken).ConfigureAwait(false);
        return card is not null;
    }
}
