using System.Text.Json;
using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Models;
using AiChatLocal.Protocol.Providers;
using AiChatLocal.Providers.Tests.Support;
using AiChatLocal.Server.Tests.Support;

namespace AiChatLocal.Server.Tests;

public sealed class ProvidersTests : IDisposable
{
    private const string Key = "sk-very-secret";
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("nonsense", "a", "http://127.0.0.1:1/v1")]
    [InlineData("openai-compatible", "Has Spaces", "http://127.0.0.1:1/v1")]
    [InlineData("openai-compatible", "a/b", "http://127.0.0.1:1/v1")]
    [InlineData("openai-compatible", "a", "not a url")]
    [InlineData("openai-compatible", "a", "ftp://127.0.0.1/")]
    [InlineData("openai-compatible", "a", "http://user:password@127.0.0.1/v1")]
    public async Task A_provider_that_cannot_work_is_refused_with_what_to_do(string kind, string name, string url)
    {
        await using var client = await Client.StartAsync(_directory.Path);
        var error = await client.FailAsync<ProvidersAddParams, ProvidersAddResult>(new(kind, name, url));
        Assert.Equal(RpcErrorCode.InvalidParams, error.Code);
        Assert.False(string.IsNullOrEmpty(error.ErrorData?.Fix));
    }

    [Fact]
    public async Task A_name_is_taken_once()
    {
        await using var client = await Client.StartAsync(_directory.Path, "http://127.0.0.1:1/v1");
        var error = await client.FailAsync<ProvidersAddParams, ProvidersAddResult>(new("ollama", "fake"));
        Assert.Equal(RpcErrorCode.Conflict, error.Code);
    }

    [Fact]
    public async Task A_key_never_comes_back_nor_lies_on_the_disk()
    {
        await using var client = await Client.StartAsync(_directory.Path);
        await client.AskAsync<ProvidersAddParams, ProvidersAddResult>(new("openai-compatible", "a", "http://127.0.0.1:1/v1", Key));

        var listed = (await client.AskAsync<ProvidersListParams, ProvidersListResult>(new())).Providers.Single(each => each.Name == "a");

        Assert.True(listed.HasApiKey);
        Assert.DoesNotContain(Key, listed.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            Key, await File.ReadAllTextAsync(Path.Combine(_directory.Path, "config.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_for_requests_are_kept_and_the_values_of_headers_never_come_back()
    {
        await using var client = await Client.StartAsync(_directory.Path);
        await client.AskAsync<ProvidersAddParams, ProvidersAddResult>(new(
            "openai-compatible",
            "a",
            ApiKeyVariable: "NO_SUCH_VARIABLE_HERE",
            Preset: "groq",
            Api: ProviderApi.Responses,
            Headers: [new("X-Team", Key)],
            Query: [new("v", "1")],
            ExtraBody: JsonElement.Parse("""{"top_k":3}"""),
            ModelsPath: "/list"));

        var result = await client.AskAsync<ProvidersListParams, ProvidersListResult>(new());

        var listed = result.Providers.Single(each => each.Name == "a");
        Assert.Equal(("https://api.groq.com/openai/v1", "NO_SUCH_VARIABLE_HERE", "groq", ProviderApi.Responses, "/list"),
            (listed.BaseUrl, listed.ApiKeyVariable, listed.Preset, listed.Api, listed.ModelsPath));
        Assert.Equal(("X-Team", new ProviderParameter("v", "1"), 3),
            (listed.HeaderNames?.Single(), listed.Query?.Single(), listed.ExtraBody?.GetProperty("top_k").GetInt32()));
        Assert.DoesNotContain(Key, JsonSerializer.Serialize(result, ProtocolJsonContext.Default.ProvidersListResult), StringComparison.Ordinal);
        Assert.DoesNotContain(
            Key, await File.ReadAllTextAsync(Path.Combine(_directory.Path, "config.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains(result.Kinds.Single(kind => kind.Kind == "openai-compatible").Presets, preset => preset is { Id: "azure", KeyVariable: "AZURE_OPENAI_API_KEY" });
    }

    public static TheoryData<ProvidersAddParams> Impossible =>
    [
        new ProvidersAddParams("ollama", "a", Headers: [new("X-Team", "1")]),
        new ProvidersAddParams("openai-compatible", "a", Preset: "nobody"),
        new ProvidersAddParams("openai-compatible", "a", Preset: "azure"),
        new ProvidersAddParams("openai-compatible", "a", Headers: [new("X Team", "1")]),
        new ProvidersAddParams("openai-compatible", "a", Headers: [new("Host", "1")]),
        new ProvidersAddParams("openai-compatible", "a", Headers: [new("X-Team", "1\r\nX-Other: 2")]),
        new ProvidersAddParams("openai-compatible", "a", Headers: [new("X-Team")]),
        new ProvidersAddParams("openai-compatible", "a", Query: [new("api_key", "1")]),
        new ProvidersAddParams("openai-compatible", "a", ExtraBody: JsonElement.Parse("[]")),
        new ProvidersAddParams("openai-compatible", "a", ModelsPath: "https://elsewhere"),
        new ProvidersAddParams("openai-compatible", "a", ChatPath: "/a?key=1"),
        new ProvidersAddParams("openai-compatible", "a", ApiKey: "1", ApiKeyVariable: "A"),
        new ProvidersAddParams("openai-compatible", "a", ApiKeyVariable: "sk-1234 5678"),
    ];

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task Settings_that_would_break_a_request_or_show_a_key_are_refused(ProvidersAddParams wanted)
    {
        await using var client = await Client.StartAsync(_directory.Path);
        var error = await client.FailAsync<ProvidersAddParams, ProvidersAddResult>(wanted);
        Assert.Equal(RpcErrorCode.InvalidParams, error.Code);
        Assert.False(string.IsNullOrEmpty(error.ErrorData?.Fix));
    }

    [Fact]
    public async Task A_dead_provider_is_a_problem_and_the_others_are_listed()
    {
        await using var server = await LoopbackServer.StartAsync(new Dictionary<string, string>
        {
            ["/v1/models"] = """{"object":"list","data":[{"id":"small","object":"model"}]}""",
        });
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        await client.AskAsync<ProvidersAddParams, ProvidersAddResult>(new("openai-compatible", "dead", "http://127.0.0.1:1/v1"));

        var result = await client.AskAsync<ModelsListParams, ModelsListResult>(new());

        Assert.Contains(ModelServer.Model, result.Models.Select(model => model.Model));
        Assert.Contains("dead", result.Problems.Select(problem => problem.Provider));
    }

    [Fact]
    public async Task A_removed_provider_is_gone()
    {
        await using var client = await Client.StartAsync(_directory.Path);
        var added = await client.AskAsync<ProvidersAddParams, ProvidersAddResult>(new("ollama", "mine"));
        await client.AskAsync<ProvidersRemoveParams, EmptyResult>(new(added.ProviderId));
        var listed = await client.AskAsync<ProvidersListParams, ProvidersListResult>(new());
        Assert.DoesNotContain("mine", listed.Providers.Select(each => each.Name));
    }
}
