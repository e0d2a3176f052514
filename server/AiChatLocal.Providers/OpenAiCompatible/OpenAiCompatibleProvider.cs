using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Discovery;
using AiChatLocal.Providers.Http;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.OpenAiCompatible;

/// <summary>One server that speaks OpenAI's chat completions.</summary>
internal sealed class OpenAiCompatibleProvider : IProvider
{
    private static readonly TimeSpan IdentityLimit = TimeSpan.FromSeconds(3);

    private readonly HttpRoom _http;
    private readonly TimeProvider _time;
    private readonly HttpServer _server;
    private readonly HttpServer _root;
    private readonly OpenAiDialect _dialect;

    public OpenAiCompatibleProvider(ProviderConfiguration configuration, Uri baseUrl, HttpRoom http, TimeProvider time)
    {
        const string StartHint = "Start the model server, or check the address and port of this provider.";
        var url = OpenAiAddress.Normalize(baseUrl);
        Configuration = configuration;
        _http = http;
        _time = time;
        _server = new(configuration.Name, url, configuration.ApiKey, StartHint);
        _root = _server.WithBase(OpenAiAddress.Root(url));
        _dialect = new(_server);
    }

    public ProviderConfiguration Configuration { get; }

    public bool LeavesThisMachine => !_server.IsLoopback;

    public IChatClient GetChatClient(string model) => new OpenAiChatClient(_http, _server, _dialect, model);

    public async Task<IReadOnlyList<ModelDescription>> ListModelsAsync(CancellationToken cancellationToken)
    {
        using var answer = await GetModelsAsync(cancellationToken).ConfigureAwait(false);
        return await DescribeAsync(answer, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ProviderTestReport> TestAsync(CancellationToken cancellationToken)
    {
        var tester = new ProviderTester(_time);
        ServerIdentity? identity = null;
        JsonAnswer? models = null;
        try
        {
            await tester.RunAsync("reach", async () =>
            {
                using var answer = await _http.SendAsync(HttpCall.Get(_server, "/models"), cancellationToken).ConfigureAwait(false);
                _dialect.Learn(answer.Software);
                return $"{_server.Address} answers.";
            }).ConfigureAwait(false);
            await tester.RunAsync("authentication", async () =>
            {
                models = await GetModelsAsync(cancellationToken).ConfigureAwait(false);
                return Configuration.ApiKey is null ? "It lists its models without a key." : "It lists its models with this key.";
            }).ConfigureAwait(false);
            await tester.RunAsync("identity", async () =>
            {
                identity = await ServerIdentity.IdentifyAsync(_http, _root, models!, IdentityLimit, cancellationToken).ConfigureAwait(false);
                return identity.Version is { } version ? $"{identity.DisplayName} {version}" : identity.DisplayName;
            }).ConfigureAwait(false);
            await tester.RunAsync("models", async () =>
            {
                var found = await DescribeAsync(models!, cancellationToken).ConfigureAwait(false);
                return found.Count > 0 ? $"{found.Count} found." : throw NoModels();
            }).ConfigureAwait(false);
            return tester.Report(identity?.Version);
        }
        finally
        {
            models?.Dispose();
        }
    }

    private async Task<JsonAnswer> GetModelsAsync(CancellationToken cancellationToken)
    {
        var answer = await _http.SendJsonAsync(HttpCall.Get(_server, "/models"), cancellationToken).ConfigureAwait(false);
        _dialect.Learn(answer.Software);
        return answer;
    }

    private async Task<IReadOnlyList<ModelDescription>> DescribeAsync(JsonAnswer answer, CancellationToken cancellationToken)
    {
        var models = ModelListParser.Parse(answer.Root);
        if (!_server.IsLoopback)
        {
            return models;
        }

        // LM Studio and older llama.cpp servers tell the context, the type and the state in routes of their own.
        if (answer.Root.Items("data").Any(model => model.Text("owned_by") == "organization_owner"))
        {
            using var own = await _http.TryJsonAsync(HttpCall.Get(_root, "/api/v0/models", IdentityLimit), cancellationToken).ConfigureAwait(false);
            return own is null ? models : ModelListParser.Parse(own.Root);
        }

        if (ServerIdentity.IsLlamaCpp(answer.Software) && models is [var only] && answer.Root.Items("data").First().Member("meta").Int("n_ctx") is null)
        {
            using var props = await _http.TryJsonAsync(HttpCall.Get(_root, "/props", IdentityLimit), cancellationToken).ConfigureAwait(false);
            return [only with { ContextLength = props?.Root.Member("default_generation_settings").Int("n_ctx") ?? only.ContextLength }];
        }

        return models;
    }

    private ProviderException NoModels() => new(new(
        ProblemKind.NoModel, $"{_server.Name} has no model.", "It answers, but its list of models is empty.", "Load or download a model in that server."));
}
