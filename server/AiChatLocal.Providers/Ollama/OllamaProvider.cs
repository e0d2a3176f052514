using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Discovery;
using AiChatLocal.Providers.Http;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Ollama;

/// <summary>One Ollama, over its native API: unlike its OpenAI-compatible one it tells durations, states and context windows.</summary>
internal sealed class OllamaProvider : IProvider
{
    private readonly HttpRoom _http;
    private readonly TimeProvider _time;
    private readonly HttpServer _server;
    private readonly OllamaModels _models;

    public OllamaProvider(ProviderConfiguration configuration, Uri baseUrl, HttpRoom http, TimeProvider time)
    {
        Configuration = configuration;
        _http = http;
        _time = time;
        _server = new(
            configuration.Name, OllamaAddress.Normalize(baseUrl), configuration.ApiKey,
            "Start Ollama (its app, or `ollama serve`), or check the address of this provider.");
        _models = new(http, _server);
    }

    public ProviderConfiguration Configuration { get; }

    public bool LeavesThisMachine => !_server.IsLoopback;

    public IChatClient GetChatClient(string model) => new OllamaChatClient(_http, _server, _models, model, _time);

    public Task<IReadOnlyList<ModelDescription>> ListModelsAsync(CancellationToken cancellationToken) => _models.ListAsync(cancellationToken);

    public async Task<ProviderTestReport> TestAsync(CancellationToken cancellationToken)
    {
        var tester = new ProviderTester(_time);
        string? version = null;
        await tester.RunAsync("reach", async () =>
        {
            using var answer = await _http.SendAsync(HttpCall.Get(_server, "/"), cancellationToken).ConfigureAwait(false);
            return $"{_server.Address} answers.";
        }).ConfigureAwait(false);
        await tester.RunAsync("identity", async () =>
        {
            using var answer = await _http.SendJsonAsync(HttpCall.Get(_server, "/api/version"), cancellationToken).ConfigureAwait(false);
            version = answer.Root.Text("version");
            return version is null ? throw NotOllama() : $"Ollama {version}";
        }).ConfigureAwait(false);
        await tester.RunAsync("authentication", async () =>
        {
            using var answer = await _http.SendJsonAsync(HttpCall.Get(_server, "/api/tags"), cancellationToken).ConfigureAwait(false);
            return Configuration.ApiKey is null ? "It lists its models without a key." : "It lists its models with this key.";
        }).ConfigureAwait(false);
        await tester.RunAsync("models", async () =>
        {
            var models = await ListModelsAsync(cancellationToken).ConfigureAwait(false);
            return models.Count > 0 ? $"{models.Count} found." : throw NoModels();
        }).ConfigureAwait(false);
        return tester.Report(version);
    }

    private ProviderException NotOllama() => new(new(
        ProblemKind.UnexpectedAnswer, $"What answers at {_server.Address} is not Ollama.", "It does not tell a version as Ollama does.",
        "Check the address, or add the server as an OpenAI-compatible provider."));

    private ProviderException NoModels() => new(new(
        ProblemKind.NoModel, $"{_server.Name} has no model yet.", "Nothing was pulled into this Ollama.", "Pull one, e.g. `ollama pull llama3.2`."));
}
