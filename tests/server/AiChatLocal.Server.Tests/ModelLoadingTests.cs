using System.Text.Json;
using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Models;
using AiChatLocal.Protocol.Providers;
using AiChatLocal.Providers.Tests.Support;
using AiChatLocal.Rpc;
using AiChatLocal.Server.FrontEnds.Cli;
using AiChatLocal.Server.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace AiChatLocal.Server.Tests;

/// <summary>Loading, unloading and figures, over the contract and on the command line.</summary>
public sealed class ModelLoadingTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_model_is_loaded_with_its_window_and_time_listed_and_unloaded()
    {
        await using var server = await StartOllamaAsync();
        await using var client = await StartAsync(server);

        var before = (await client.AskAsync<ModelsListParams, ModelsListResult>(new())).Models.Single(model => model.Provider == "box");
        var result = await client.AskAsync<ModelsLoadParams, ModelsLoadResult>(new("box/m", 8192, 600));

        Assert.Equal((ModelState.Available, true, false, 40960), (before.State, before.CanLoad, before.CanUnload, before.MaxContextLength));
        Assert.Equal(("""{"model":"m","messages":[],"stream":false,"keep_alive":600,"options":{"num_ctx":8192}}""", true), (Chats(server).Single(), result.DurationMs >= 0));
        Assert.Equal(
            (ModelState.Loaded, false, true, 8192, 6000L, 4000L, new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero)),
            result.Loaded is { } loaded
                ? (loaded.State, loaded.CanLoad, loaded.CanUnload, loaded.ContextLength, loaded.MemoryBytes, loaded.GpuMemoryBytes, loaded.UnloadsAt) : default);

        await client.AskAsync<ModelsUnloadParams, EmptyResult>(new("box/m"));
        var error = await client.FailAsync<ModelsUnloadParams, EmptyResult>(new("box/m"));

        Assert.Contains("\"keep_alive\":0", Chats(server).Last(), StringComparison.Ordinal);
        Assert.Equal((RpcErrorCode.InvalidParams, "m is not loaded."), (error.Code, error.Message));
    }

    public static TheoryData<ModelsLoadParams, int> Impossible => new()
    {
        { new("box/m", ContextLength: 0), RpcErrorCode.InvalidParams },
        { new("box/m", KeepAliveSeconds: 0), RpcErrorCode.InvalidParams },
        { new("box/m", KeepAliveSeconds: 1e300), RpcErrorCode.InvalidParams },
        { new("box/m", Path: ""), RpcErrorCode.InvalidParams },
        { new("box/m", Path: "/lora"), RpcErrorCode.InvalidParams },
        { new("m"), RpcErrorCode.InvalidParams },
        { new("nobody/m"), RpcErrorCode.NotFound },
        { new("embedded/tinyllama-1.1b-chat"), RpcErrorCode.InvalidParams },
        { new("claude/m"), RpcErrorCode.InvalidParams },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task What_cannot_be_loaded_is_refused_with_what_to_do(ModelsLoadParams wanted, int code)
    {
        await using var server = await StartOllamaAsync();
        await using var client = await StartAsync(server);
        await client.AskAsync<ProvidersAddParams, ProvidersAddResult>(new("anthropic", "claude", server.BaseUrl.ToString()));

        var error = await client.FailAsync<ModelsLoadParams, ModelsLoadResult>(wanted);

        Assert.Equal(code, error.Code);
        Assert.False(string.IsNullOrEmpty(error.ErrorData?.Fix));
        Assert.Empty(Chats(server));
    }

    [Fact]
    public async Task A_cancelled_load_is_answered_and_its_connection_closed()
    {
        var came = new TaskCompletionSource();
        var closed = new TaskCompletionSource();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            await using var abort = context.RequestAborted.Register(closed.SetResult);
            came.SetResult();
            await closed.Task;
        });
        await using var client = await StartAsync(server);
        using var stop = new CancellationTokenSource();

        var loading = client.AskUntilAsync<ModelsLoadParams, ModelsLoadResult>(new("box/m"), stop.Token);
        await came.Task.Time();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loading);
        await closed.Task.Time();
    }

    [Fact]
    public async Task The_command_line_loads_lists_and_unloads()
    {
        await using var server = await StartOllamaAsync();
        await using (await StartAsync(server))
        {
        }

        var loaded = await RunAsync("models", "load", "box/m", "--context", "8192", "--keep-alive", "10m", "--json");
        var listed = await RunAsync("models", "ps", "--json");
        var text = await RunAsync("models", "ps");
        var unloaded = await RunAsync("models", "unload", "box/m", "--json");

        Assert.Equal("""{"model":"m","messages":[],"stream":false,"keep_alive":600,"options":{"num_ctx":8192}}""", Chats(server)[0]);
        Assert.Equal("box/m", Root(loaded).GetProperty("loaded").GetProperty("model").GetString());
        Assert.Equal(["box/m"], Root(listed).GetProperty("models").EnumerateArray().Select(model => model.GetProperty("model").GetString()));
        Assert.Contains("8192 tokens", text.Output, StringComparison.Ordinal);
        Assert.Equal((0, "{}"), (unloaded.ExitCode, unloaded.Output.Trim()));
        Assert.Equal(2, (await RunAsync("models", "unload", "box/m")).ExitCode);
        Assert.Equal(2, (await RunAsync("models", "load", "box/m", "--keep-alive", "soon")).ExitCode);
    }

    [Theory]
    [InlineData("90", 90)]
    [InlineData("90s", 90)]
    [InlineData("1.5m", 90)]
    [InlineData("2h", 7200)]
    [InlineData("1d", 86400)]
    [InlineData("forever", -1)]
    [InlineData("-5m", null)]
    [InlineData("", null)]
    [InlineData("m", null)]
    [InlineData("ten", null)]
    public void A_time_is_read_with_its_unit(string text, int? seconds) => Assert.Equal(seconds, DurationOption.Read(text));

    [Fact]
    public async Task Figures_come_normalised_and_a_provider_without_any_says_so()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Headers.Server = "llama.cpp";
            return context.Response.WriteAsync(context.Request.Path.Value switch
            {
                "/v1/models" => """{"data":[{"id":"m","owned_by":"llamacpp"}]}""",
                "/metrics" => "llamacpp:requests_processing 1\nllamacpp:requests_deferred 2\nllamacpp:predicted_tokens_seconds 31.5\nllamacpp:tokens_predicted_total 70\n",
                "/slots" => """[{"id":0,"n_ctx":512,"is_processing":true,"next_token":[{"n_decoded":9}]}]""",
                _ => "{}",
            });
        });
        await using var ollama = await StartOllamaAsync();
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var other = await client.AskAsync<ProvidersAddParams, ProvidersAddResult>(new("ollama", "box", ollama.BaseUrl.ToString()));
        var id = (await client.AskAsync<ProvidersListParams, ProvidersListResult>(new())).Providers.Single(each => each.Name == "fake").ProviderId;

        var figures = Assert.Single((await client.AskAsync<ProvidersMetricsParams, ProvidersMetricsResult>(new(id))).Models);
        var refused = await client.FailAsync<ProvidersMetricsParams, ProvidersMetricsResult>(new(other.ProviderId));
        var absent = await client.FailAsync<ProvidersMetricsParams, ProvidersMetricsResult>(new("no-such-id"));
        var text = await RunAsync("providers", "metrics", "fake");
        var json = await RunAsync("providers", "metrics", "fake", "--json");

        Assert.Equal((1, 2, 31.5, 70L, null), (figures.RequestsRunning, figures.RequestsWaiting, figures.GenerationTokensPerSecond, figures.GenerationTokens, figures.KvCacheUsage));
        Assert.Equal([new ServerSlot(0, true, 512, 9)], figures.Slots);
        Assert.Equal((RpcErrorCode.InvalidParams, RpcErrorCode.NotFound), (refused.Code, absent.Code));
        Assert.False(string.IsNullOrEmpty(refused.ErrorData?.Fix));
        Assert.Contains("31.5 tokens/s", text.Output, StringComparison.Ordinal);
        Assert.Equal(70, Root(json).GetProperty("models")[0].GetProperty("generationTokens").GetInt64());
    }

    private static JsonElement Root(Finished finished) => JsonElement.Parse(finished.Output);

    private static List<string> Chats(LoopbackServer server) => [.. server.Requests.Where(request => request.Path == "/api/chat").Select(request => request.Body)];

    private Task<Finished> RunAsync(params string[] arguments) => CommandLineProcess.RunAsync(_directory.Path, "", arguments);

    private async Task<Client> StartAsync(LoopbackServer server)
    {
        var client = await Client.StartAsync(_directory.Path);
        await client.AskAsync<ProvidersAddParams, ProvidersAddResult>(new("ollama", "box", server.BaseUrl.ToString()));
        return client;
    }

    /// <summary>Has one model, in memory from a question without messages on until one that keeps it for no time.</summary>
    private static async Task<LoopbackServer> StartOllamaAsync()
    {
        var loaded = false;
        LoopbackServer? self = null;
        return self = await LoopbackServer.StartAsync(context =>
        {
            if (context.Request.Path == "/api/chat")
            {
                loaded = !self!.Requests[^1].Body.Contains("\"keep_alive\":0", StringComparison.Ordinal);
            }

            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(context.Request.Path.Value switch
            {
                "/api/tags" => """{"models":[{"name":"m","digest":"1","size":5000}]}""",
                "/api/show" => """{"capabilities":["completion"],"model_info":{"general.architecture":"x","x.context_length":40960}}""",
                "/api/ps" when loaded => """{"models":[{"name":"m","size":6000,"size_vram":4000,"context_length":8192,"expires_at":"2026-11-25T12:00:00Z"}]}""",
                "/api/ps" => """{"models":[]}""",
                _ => """{"done":true}""",
            });
        });
    }
}
