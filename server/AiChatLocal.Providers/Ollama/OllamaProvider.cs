using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Discovery;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.OpenAiCompatible;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Ollama;

/// <summary>One Ollama, over its native API: unlike its OpenAI-compatible one it tells durations, states and context windows.</summary>
internal sealed class OllamaProvider : IProvider, IEmbeddingProvider, IModelLoader
{
    private readonly HttpRoom _http;
    private readonly TimeProvider _time;
    private readonly HttpServer _server;
    private readonly OllamaModels _models;
    private readonly OllamaLoader _loader;

    public OllamaProvider(ProviderConfiguration configuration, Uri baseUrl, HttpRoom http, TimeProvider time)
    {
        Configuration = configuration;
        _http = http;
        _time = time;
        _server = new(
            configuration.Name, OllamaAddress.Normalize(baseUrl), configuration.ApiKey,
            $"Start Ollama (its app, or `ollama serve`), or check the address of this provider.")
        {
            Route = configuration.Route ?? RouteSettings.None,
        };
        _models = new(http, _server);
        _loader = new(http, _server, _models, time);
    }

    public ProviderConfiguration Configuration { get; }

    public bool LeavesThisMachine => !_server.IsLoopback;

    public IChatClient GetChatClient(string model) => new OllamaChatClient(_http, _server, _models, model, _time);

    public IEmbeddingGenerator<string, Embedding<float>> GetEmbeddingGenerator(string model) => new OllamaEmbeddings(_http, _server, model);

    public Task<IReadOnlyList<ModelDescription>> ListModelsAsync(CancellationToken cancellationToken) => _models.ListAsync(cancellationToken);

    public Task LoadAsync(string model, LoadOptions options, CancellationToken cancellationToken) => _loader.LoadAsync(model, options, cancellationToken);

    public Task UnloadAsync(string model, CancellationToken cancellationToken) => _loader.UnloadAsync(model, cancellationToken);

    public Task<ProviderTestReport> TestAsync(bool? askModel, CancellationToken cancellationToken) =>
        new ProviderTest(_http, _server, this, new(
            ServerIdentity.Ollama, "/api/version", answer => answer.Text("version") is not null, "/api/tags", $"Pull a model, e.g. `ollama pull llama3.2`.")
        {
            IdentifyAsync = (answer, _) => Task.FromResult(new ServerIdentity(ServerIdentity.Ollama, answer.Root.Text("version"))),
        }, _time).RunAsync(askModel, cancellationToken);
}
