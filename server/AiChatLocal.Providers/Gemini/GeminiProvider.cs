using System.Text.Json;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Discovery;
using AiChatLocal.Providers.Http;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Gemini;

/// <summary>One key of Google's, or another server that speaks its API. The key goes into a header: an address ends up in logs.</summary>
internal sealed class GeminiProvider : IProvider, ITokenCounter, IEmbeddingProvider
{
    private const string KeyHeader = "x-goog-api-key";

    private readonly HttpRoom _http;
    private readonly TimeProvider _time;
    private readonly HttpServer _server;

    public GeminiProvider(ProviderConfiguration configuration, Uri baseUrl, HttpRoom http, TimeProvider time)
    {
        Configuration = configuration;
        _http = http;
        _time = time;
        _server = new(
            configuration.Name, GeminiAddress.Normalize(baseUrl), configuration.ApiKey,
            $"Check that this machine is connected to the network, and the address of this provider.", KeyHeader)
        {
            Route = configuration.Route ?? RouteSettings.None,
        };
    }

    public ProviderConfiguration Configuration { get; }

    public bool LeavesThisMachine => !_server.IsLoopback;

    public IChatClient GetChatClient(string model) => new GeminiChatClient(_http, _server, model);

    public IEmbeddingGenerator<string, Embedding<float>> GetEmbeddingGenerator(string model) => new GeminiEmbeddings(_http, _server, model);

    public Task<IReadOnlyList<ModelDescription>> ListModelsAsync(CancellationToken cancellationToken) =>
        GeminiModels.ListAsync(_http, _server, cancellationToken);

    public async Task<TokenCount?> CountTokensAsync(
        string model, IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        var call = HttpCall.Post(_server, GeminiAddress.Path(model, "countTokens"), GeminiRequestWriter.WriteCount(model, messages, options), model);
        using var answer = await _http.SendJsonAsync(call, cancellationToken).ConfigureAwait(false);
        return answer.Root.Int("totalTokens") is { } tokens ? new(tokens) : null;
    }

    public Task<ProviderTestReport> TestAsync(bool? askModel, CancellationToken cancellationToken)
    {
        const string List = "/models?pageSize=1";
        return new ProviderTest(
            _http, _server, this, new("Gemini’s API", List, answer => answer.Member("models").ValueKind == JsonValueKind.Array, List, $"Check what the key's account may use."), _time)
            .RunAsync(askModel, cancellationToken);
    }
}
