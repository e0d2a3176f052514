using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Tests.Support;
using static AiChatLocal.Providers.Tests.Support.ManagedServer;

namespace AiChatLocal.Providers.Tests.OpenAiCompatible.Servers;

/// <summary>The router by its bodies; <see cref="LlamaRouterTests"/> have a real one.</summary>
public sealed class LlamaCppRoutesTests
{
    private const string Software = "llama.cpp";

    [Fact]
    public async Task Loading_and_unloading_wait_until_the_list_says_so()
    {
        string[] states = ["unloaded", "loading", "loading", "loaded", "sleeping", "loaded", "unloaded"];
        var look = -1;
        await using var server = await StartAsync(route => route switch
        {
            "GET /v1/models" => Ok(List("unloaded")),
            "GET /models" => Ok(List(states[Math.Min(++look, states.Length - 1)])),
            "POST /models/load" or "POST /models/unload" => Ok("""{"success":true}"""),
            _ => null,
        }, Software);
        using var room = new TestRoom(time: new LeapingTime());
        var provider = room.OpenAi(server.BaseUrl);

        await provider.LoadAsync("m");
        Assert.Equal(3, look);
        await provider.UnloadAsync("m");

        Assert.Equal(6, look);
        Assert.Equal(["""/models/load {"model":"m"}""", """/models/unload {"model":"m"}"""], server.Asked());
    }

    [Fact]
    public async Task Model_that_fails_to_load_says_with_which_code_its_process_ended()
    {
        var asked = false;
        await using var server = await StartAsync(route =>
        {
            asked |= route == "POST /models/load";
            return Ok(asked ? """{"data":[{"id":"m","status":{"value":"unloaded","failed":true,"exit_code":137}}]}""" : List("unloaded"));
        }, Software);
        using var room = new TestRoom();

        var problem = await FailsAsync(() => room.OpenAi(server.BaseUrl).LoadAsync("m"));

        Assert.Equal(ProblemKind.ServerError, problem.Kind);
        Assert.Contains("137", problem.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("given up while it loaded", "gave the load up")]
    [InlineData("never begun", "gave the load up")]
    [InlineData("listed no more", "lists it no more")]
    public async Task Load_that_the_router_gives_up_without_a_word_ends_and_is_told(string fault, string why)
    {
        var posted = false;
        var looks = 0;
        await using var server = await StartAsync(route =>
        {
            posted |= route == "POST /models/load";
            return Ok(!posted ? List("unloaded") : (fault, looks++) switch
            {
                ("given up while it loaded", < 3) => List("loading"),
                ("listed no more", _) => """{"data":[{"id":"another","status":{"value":"loaded"}}]}""",
                _ => List("unloaded"),
            });
        }, Software);
        using var room = new TestRoom(time: new LeapingTime());

        var problem = await FailsAsync(() => room.OpenAi(server.BaseUrl).LoadAsync("m").WaitAsync(TestRoom.Patience, TestContext.Current.CancellationToken));

        Assert.Equal(ProblemKind.ServerError, problem.Kind);
        Assert.Contains(why, problem.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_that_does_not_go_is_told_after_a_while()
    {
        await using var server = await StartAsync(_ => Ok(List("loaded")), Software);
        using var room = new TestRoom(time: new LeapingTime());

        var problem = await FailsAsync(() => room.OpenAi(server.BaseUrl).UnloadAsync("m").WaitAsync(TestRoom.Patience, TestContext.Current.CancellationToken));

        Assert.Contains("did not let go of m", problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_that_is_not_taken_is_not_told_to_be_one_for_managing()
    {
        await using var server = await StartAsync(
            route => route.StartsWith("POST", StringComparison.Ordinal) ? (401, """{"error":{"code":401,"message":"Invalid API Key"}}""") : Ok(List("unloaded")), Software);
        using var room = new TestRoom();

        var problem = await FailsAsync(() => room.OpenAi(server.BaseUrl).LoadAsync("m"));

        Assert.DoesNotContain("admin", problem.Fix, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("key", problem.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_of_one_model_says_that_it_has_no_such_thing()
    {
        await using var server = await StartAsync(route => route.EndsWith("models", StringComparison.Ordinal) ? Ok("""{"data":[{"id":"m","owned_by":"llamacpp","meta":{"ftype":"mostly Q4_K - Medium"}}]}""") : null, Software);
        using var room = new TestRoom();
        var provider = room.OpenAi(server.BaseUrl);

        var model = Assert.Single(await provider.ListAsync());
        Assert.Equal((false, false, "Q4_K - Medium"), (model.CanLoad, model.CanUnload, model.Quantization));
        Assert.Equal(model.LoadingNote, (await RefusedAsync(() => provider.LoadAsync("m"))).Why);
        Assert.Contains("--models-dir", (await RefusedAsync(() => provider.UnloadAsync("m"))).Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_of_a_router_tell_what_can_be_done_with_them()
    {
        await using var server = await StartAsync(_ => Ok("""
            {"data":[{"id":"a","status":{"value":"loaded"},"meta":{"n_ctx":512,"n_ctx_train":4096,"ftype":"(guessed) all F32"}},{"id":"b","status":{"value":"unloaded"}},
                     {"id":"c","status":{"value":"sleeping"}},{"id":"d","status":{"value":"downloading"}},{"id":"e","status":{"value":"of the future"}}]}
            """), Software);
        using var room = new TestRoom();

        var models = await room.OpenAi(server.BaseUrl).ListAsync();

        Assert.Equal([(false, true), (true, false), (false, true), (false, false), (false, false)], models.Select(model => (model.CanLoad, model.CanUnload)));
        Assert.Equal((512, 4096, "F32"), (models[0].ContextLength, models[0].MaxContextLength, models[0].Quantization));
        Assert.Contains("downloaded", models[3].LoadingNote, StringComparison.Ordinal);
        Assert.Equal(["GET"], server.Requests.Select(request => request.Method).Distinct());
        Assert.DoesNotContain("/props", server.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task What_a_router_does_not_take_is_refused_before_it_is_asked()
    {
        await using var server = await StartAsync(_ => Ok(List("unloaded")), Software);
        using var room = new TestRoom();
        var provider = room.OpenAi(server.BaseUrl);

        Assert.Contains("context length", (await RefusedAsync(() => provider.LoadAsync("m", new(4096)))).What, StringComparison.Ordinal);
        await RefusedAsync(() => provider.LoadAsync("m", new(KeepAlive: TimeSpan.FromHours(1))));
        await RefusedAsync(() => provider.LoadAsync("m", new(Path: "/lora")));
        await RefusedAsync(() => provider.UnloadAsync("m"));
        Assert.Equal(ProblemKind.ModelNotFound, (await FailsAsync(() => provider.LoadAsync("absent"))).Kind);
        Assert.Empty(server.Asked());
    }

    [Theory]
    [InlineData(401, """{"error":{"code":401,"message":"Invalid API Key","type":"authentication_error"}}""", ProblemKind.Unauthorized)]
    [InlineData(400, """{"error":{"code":400,"message":"model limit reached, try again later","type":"invalid_request_error"}}""", ProblemKind.Invalid)]
    [InlineData(500, """{"error":{"code":500,"message":"failed to spawn","type":"server_error"}}""", ProblemKind.ServerError)]
    public async Task Refusals_are_told_by_their_kind(int status, string body, string kind)
    {
        await using var server = await StartAsync(route => route.StartsWith("POST", StringComparison.Ordinal) ? (status, body) : Ok(List("unloaded")), Software);
        using var room = new TestRoom();

        Assert.Equal(kind, (await FailsAsync(() => room.OpenAi(server.BaseUrl).LoadAsync("m"))).Kind);
    }

    private static string List(string state) => $$$"""{"data":[{"id":"m","owned_by":"llamacpp","status":{"value":"{{{state}}}","args":[]}}]}""";
}
