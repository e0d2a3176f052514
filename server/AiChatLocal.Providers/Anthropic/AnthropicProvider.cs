using System.Text.Json;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Discovery;
using AiChatLocal.Providers.Http;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Anthropic;

/// <summary>One account of Anthropic's, or another server that speaks its Messages API.</summary>
internal sealed class AnthropicProvider : IProvider, ITokenCounter
{
    private readonly HttpRoom _http;
    private readonly TimeProvider _time;
    private readonly HttpServer _server;
    private readonly AnthropicModels _models;

    public AnthropicProvider(ProviderConfiguration configuration, Uri baseUrl, AnthropicAccess access, HttpRoom http, TimeProvider time)
    {
        Configuration = configuration;
        _http = http;
        _time = time;
        _server = access.Server(configuration, baseUrl);
        _models = new(http, _server);
    }

    public ProviderConfiguration Configuration { get; }

    public bool LeavesThisMachine => !_server.IsLoopback;

    public IChatClient GetChatClient(string model) => new AnthropicChatClient(_http, _server, _models, model);

    public Task<IReadOnlyList<ModelDescription>> ListModelsAsync(CancellationToken cancellationToken) => _models.ListAsync(cancellationToken);

    public async Task<TokenCount?> CountTokensAsync(
        string model, IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        var call = HttpCall.Post(_server, "/messages/count_tokens", AnthropicRequestWriter.WriteCount(model, messages, options), model);
        using var answer = await _http.SendJsonAsync(call, cancellationToken).ConfigureAwait(false);
        return answer.Root.Int("input_tokens") is { } tokens ? new(tokens) : null;
    }

    public Task<ProviderTestReport> TestAsync(bool? askModel, CancellationToken cancellationToken)
    {
        const string List = "/models?limit=1";
        return new ProviderTest(
            _http, _server, this, new("Anthropic’s API", List, answer => answer.Member("data").ValueKind == JsonValueKind.Array, List, $"Check what the key's account may use."), _time)
            .RunAsync(askModel, cancellationToken);
    }
}
