using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Discovery;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.OpenAiCompatible.Vendors;

namespace AiChatLocal.Providers.OpenAiCompatible;

/// <summary>llama.cpp, LM Studio, vLLM, LocalAI, textgen and everything else that speaks OpenAI's chat completions.</summary>
internal sealed class OpenAiCompatibleKind(HttpRoom http, ProbeSettings probes, TimeProvider time) : IProviderKind
{
    private const string Kind = "openai-compatible";

    private static readonly Uri DefaultBaseUrl = new("http://127.0.0.1:8080/v1");

    public ProviderKindDescription Description { get; } = new(
        Kind, T($"OpenAI-compatible"), $"llama.cpp, LM Studio, vLLM, LocalAI, textgen, or any API with /v1/chat/completions.",
        TakesBaseUrl: true, DefaultBaseUrl, TakesApiKey: true)
    {
        TakesRequestSettings = true,
        TakesAdminKey = true,
        Presets = [.. VendorCatalogue.Known.Vendors.Select(vendor => vendor.ToPreset())],
    };

    public IProvider Create(ProviderConfiguration configuration) =>
        OpenAiCompatibleProvider.Create(
            configuration with { BaseUrl = configuration.BaseUrl ?? (configuration.Request?.Preset is null ? DefaultBaseUrl : null) },
            VendorCatalogue.Known.Find(configuration.Request?.Preset)
                ?? (configuration.BaseUrl is { } url ? VendorCatalogue.Known.FindByHost(url) : null)
                ?? Vendor.Plain,
            http,
            time);

    public Task<IReadOnlyList<DiscoveredServer>> DiscoverAsync(CancellationToken cancellationToken) =>
        Prober.ProbeAsync(probes.OpenAiCompatible, probes.Limit, AskAsync, cancellationToken);

    private async Task<DiscoveredServer?> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        var url = OpenAiAddress.Normalize(address);
        var server = new HttpServer(Kind, url, apiKey: null, startHint: $"");
        using var models = await http.TryJsonAsync(HttpCall.Get(server, "/models"), cancellationToken).ConfigureAwait(false);
        if (models?.Root.Member("data").ValueKind != System.Text.Json.JsonValueKind.Array)
        {
            return null;
        }

        var root = server.WithBase(OpenAiAddress.Root(url));
        var identity = await ServerIdentity.IdentifyAsync(http, root, models, probes.Limit, cancellationToken).ConfigureAwait(false);
        return identity.DisplayName == ServerIdentity.Ollama
            ? null // Its own kind finds it, and tells more of it.
            : new(Kind, identity.DisplayName, server.BaseUrl, [.. ModelListParser.Parse(models.Root).Where(model => model.CanChat).Select(model => model.Id)], identity.Version);
    }
}
