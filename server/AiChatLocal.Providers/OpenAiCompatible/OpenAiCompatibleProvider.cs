using System.Text.Json;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Discovery;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.OpenAiCompatible.Responses;
using AiChatLocal.Providers.OpenAiCompatible.Servers;
using AiChatLocal.Providers.OpenAiCompatible.Servers.Textgen;
using AiChatLocal.Providers.OpenAiCompatible.Tokens;
using AiChatLocal.Providers.OpenAiCompatible.Vendors;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.OpenAiCompatible;

/// <summary>One server that speaks OpenAI's chat completions.</summary>
internal sealed class OpenAiCompatibleProvider : IProvider, IEmbeddingProvider, ITokenCounter, IModelLoader, IServerFigures
{
    private static readonly TimeSpan IdentityLimit = TimeSpan.FromSeconds(3);

    private readonly HttpRoom _http;
    private readonly TimeProvider _time;
    private readonly HttpServer _server;
    private readonly HttpServer _root;
    private readonly Vendor _vendor;
    private readonly OpenAiDialect _dialect;
    private readonly ServerTokens _tokens;
    private readonly ServerFinder _routes;

    /// <summary>For an API whose own routes are not looked for; else null.</summary>
    private readonly PlainRoutes? _plain;

    private OpenAiCompatibleProvider(ProviderConfiguration configuration, Vendor vendor, HttpServer server, HttpRoom http, TimeProvider time)
    {
        Configuration = configuration;
        _vendor = vendor;
        _http = http;
        _time = time;
        _server = server;
        _root = server.WithBase(OpenAiAddress.Root(server.BaseUrl));
        _dialect = new(vendor, TextgenBody.Merge(configuration.Request?.Textgen, configuration.Request?.ExtraBody));
        _tokens = new(http, server, _root, ModelsPath);
        _routes = new(new(http, _root, configuration.AdminKey is { } key ? _root.WithKey(key) : _root, time));
        _plain = vendor.IsKnown ? new(_root, PlainRoutes.Vendor) : configuration.Request?.ModelsPath is not null ? new(_root, PlainRoutes.OwnPath) : null;
    }

    private string ModelsPath => Configuration.Request?.ModelsPath ?? _vendor.ModelsPath;

    private ChatApi Api => Configuration.Request?.Api ?? _vendor.Api;

    public ProviderConfiguration Configuration { get; }

    public bool LeavesThisMachine => !_server.IsLoopback;

    public static OpenAiCompatibleProvider Create(ProviderConfiguration configuration, Vendor vendor, HttpRoom http, TimeProvider time) =>
        new(configuration, vendor, VendorServer.Create(configuration, vendor), http, time);

    public IChatClient GetChatClient(string model) => Api == ChatApi.Responses
        ? new ResponsesChatClient(_http, _server, _dialect, model)
        : new OpenAiChatClient(_http, _server, _dialect, Configuration.Request?.ChatPath ?? _vendor.ChatPath, model);

    public IEmbeddingGenerator<string, Embedding<float>> GetEmbeddingGenerator(string model) =>
        new OpenAiEmbeddings(_http, _server, _vendor.Dialect, _vendor.EmbeddingsPath, model);

    /// <summary>The vendors' own APIs have no route for it.</summary>
    public Task<TokenCount?> CountTokensAsync(
        string model, IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken) =>
        _vendor.IsKnown ? Task.FromResult<TokenCount?>(null) : _tokens.CountAsync(model, messages, options, cancellationToken);

    public async Task<IReadOnlyList<ModelDescription>> ListModelsAsync(CancellationToken cancellationToken)
    {
        using var answer = await GetModelsAsync(cancellationToken).ConfigureAwait(false);
        var routes = _plain ?? await _routes.FindAsync(answer, anew: false, cancellationToken).ConfigureAwait(false);
        return await routes.DescribeAsync(answer, ModelListParser.Parse(answer.Root, _vendor.Dialect.NotChat), cancellationToken).ConfigureAwait(false);
    }

    public async Task LoadAsync(string model, LoadOptions options, CancellationToken cancellationToken)
    {
        var routes = await FindRoutesAsync(cancellationToken).ConfigureAwait(false);
        await routes.LoadAsync(model, options, cancellationToken).ConfigureAwait(false);
    }

    public async Task UnloadAsync(string model, CancellationToken cancellationToken)
    {
        var routes = await FindRoutesAsync(cancellationToken).ConfigureAwait(false);
        await routes.UnloadAsync(model, cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<ModelFigures>> ReadFiguresAsync(CancellationToken cancellationToken)
    {
        var routes = await FindRoutesAsync(cancellationToken).ConfigureAwait(false);
        return await routes.ReadFiguresAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task<ProviderTestReport> TestAsync(bool? askModel, CancellationToken cancellationToken) =>
        new ProviderTest(_http, _server, this, new(
            _vendor.IsKnown ? _vendor.DisplayName : T($"an OpenAI-compatible API"), ModelsPath, IsModelList, ModelsPath, $"Load or download a model in that server.")
        {
            IdentifyAsync = _vendor.IsKnown ? null : (models, token) => ServerIdentity.IdentifyAsync(_http, _root, models, IdentityLimit, token),
            // Less than this is refused there.
            AnswerTokens = Api == ChatApi.Responses ? 16 : 1,
        }, _time).RunAsync(askModel, cancellationToken);

    /// <summary>Some send the list itself and no object around it.</summary>
    private static bool IsModelList(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Array || answer.Member("data").ValueKind == JsonValueKind.Array;

    private async Task<JsonAnswer> GetModelsAsync(CancellationToken cancellationToken)
    {
        var answer = await _http.SendJsonAsync(HttpCall.Get(_server, ModelsPath), cancellationToken).ConfigureAwait(false);
        _dialect.Learn(answer.Software);
        return answer;
    }

    private async Task<IServerRoutes> FindRoutesAsync(CancellationToken cancellationToken)
    {
        if (_plain is not null)
        {
            return _plain;
        }

        using var list = await GetModelsAsync(cancellationToken).ConfigureAwait(false);
        return await _routes.FindAsync(list, anew: true, cancellationToken).ConfigureAwait(false);
    }
}
