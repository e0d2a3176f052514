using System.Text.Json;
using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Models;
using AiChatLocal.Protocol.Providers;
using AiChatLocal.Providers.Tests.Support;
using AiChatLocal.Server.Tests.Support;

namespace AiChatLocal.Server.Tests;

public sealed class ProvidersUpdateTests : IAsyncLifetime
{
    private const string Key = "sk-very-secret";
    private readonly TemporaryDirectory _directory = new();
    private LoopbackServer _server = null!;
    private Client _client = null!;
    private string _id = "";

    public async ValueTask InitializeAsync()
    {
        _server = await LoopbackServer.StartAsync(new Dictionary<string, string>
        {
            ["/v1/models"] = """{"object":"list","data":[{"id":"small","object":"model"}]}""",
        });
        _client = await Client.StartAsync(_directory.Path);
        _id = (await _client.AskAsync<ProvidersAddParams, ProvidersAddResult>(new(
            "openai-compatible",
            "lab",
            _server.Url(),
            Key,
            Headers: [new("X-Team", "blue"), new("X-Other", "1")],
            Query: [new("v", "1")],
            ExtraBody: JsonElement.Parse("""{"top_k":3}""")))).ProviderId;
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_key_and_the_values_of_headers_stay_where_none_are_given()
    {
        await UpdateAsync(new(_id, "lab", _server.Url(), Headers: [new("x-team"), new("X-New", "2")]));
        await _client.AskAsync<ModelsListParams, ModelsListResult>(new(_id));

        var headers = _server.Requests[^1].Headers;
        Assert.Equal(($"Bearer {Key}", "blue", "2"), (headers["Authorization"], headers["x-team"], headers["X-New"]));
        Assert.False(headers.ContainsKey("X-Other"));
    }

    [Fact]
    public async Task What_is_absent_is_taken_back()
    {
        await UpdateAsync(new(_id, "lab", _server.Url()));
        var after = await ReadAsync();
        Assert.Equal((true, null, null, null), (after.HasApiKey, after.HeaderNames, after.Query, after.ExtraBody));
    }

    [Fact]
    public async Task A_key_is_replaced_and_removed()
    {
        await UpdateAsync(new(_id, "lab", ApiKeyVariable: "NO_SUCH_VARIABLE_HERE"));
        Assert.Equal("NO_SUCH_VARIABLE_HERE", (await ReadAsync()).ApiKeyVariable);

        await UpdateAsync(new(_id, "lab", RemoveApiKey: true));
        Assert.False((await ReadAsync()).HasApiKey);
    }

    [Fact]
    public async Task Another_name_renames_its_models_and_the_default_model_follows()
    {
        await _client.AskAsync<ModelsSetDefaultParams, EmptyResult>(new("lab/small"));

        await UpdateAsync(new(_id, "work", _server.Url()));

        var models = await _client.AskAsync<ModelsListParams, ModelsListResult>(new());
        Assert.Contains("work/small", models.Models.Select(model => model.Model));
        Assert.Equal("work/small", models.DefaultModel);
        Assert.Equal("work", (await ReadAsync()).Name);
    }

    public static TheoryData<ProvidersUpdateParams, int> Impossible => new()
    {
        { new("no-such-id", "lab"), RpcErrorCode.NotFound },
        { new("embedded", "lab"), RpcErrorCode.InvalidParams },
        { new("", "Has Spaces"), RpcErrorCode.InvalidParams },
        { new("", "embedded"), RpcErrorCode.Conflict },
        { new("", "taken"), RpcErrorCode.Conflict },
        { new("", "lab", "not a url"), RpcErrorCode.InvalidParams },
        { new("", "lab", ApiKey: "1", RemoveApiKey: true), RpcErrorCode.InvalidParams },
        { new("", "lab", Headers: [new("X-Unknown")]), RpcErrorCode.InvalidParams },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task What_cannot_be_is_refused_and_changes_nothing(ProvidersUpdateParams wanted, int code)
    {
        await _client.AskAsync<ProvidersAddParams, ProvidersAddResult>(new("ollama", "taken"));
        var before = await ReadAsync();

        var error = await _client.FailAsync<ProvidersUpdateParams, EmptyResult>(wanted with { ProviderId = wanted.ProviderId is "" ? _id : wanted.ProviderId });

        Assert.Equal(code, error.Code);
        Assert.False(string.IsNullOrEmpty(error.ErrorData?.Fix));
        Assert.Equal(before.ToString(), (await ReadAsync()).ToString());
    }

    [Fact]
    public async Task The_command_line_leaves_what_is_not_named()
    {
        var updated = await CommandLineProcess.RunAsync(_directory.Path, "", "providers", "update", "lab", "--name", "work", "--models-path", "/list");

        Assert.Equal((0, ""), (updated.ExitCode, updated.Error));
        var after = await ReadAsync();
        Assert.Equal(("work", "/list", true, 3), (after.Name, after.ModelsPath, after.HasApiKey, after.ExtraBody?.GetProperty("top_k").GetInt32()));
        Assert.Equal(["X-Team", "X-Other"], after.HeaderNames);
    }

    private Task<EmptyResult> UpdateAsync(ProvidersUpdateParams wanted) => _client.AskAsync<ProvidersUpdateParams, EmptyResult>(wanted);

    private async Task<ProviderInfo> ReadAsync() =>
        (await _client.AskAsync<ProvidersListParams, ProvidersListResult>(new())).Providers.Single(each => each.ProviderId == _id);
}
