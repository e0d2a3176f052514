using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Tests.Support;
using static AiChatLocal.Providers.Tests.Support.ManagedServer;

namespace AiChatLocal.Providers.Tests.OpenAiCompatible.Servers;

public sealed class VllmRoutesTests
{
    private const string List = """
        {"object":"list","data":[{"id":"base","object":"model","owned_by":"vllm","root":"org/base","parent":null,"max_model_len":32768,"permission":[]},
                                 {"id":"sql","object":"model","owned_by":"vllm","root":"/lora/sql","parent":"base","max_model_len":null}]}
        """;

    private const string WithNew = """
        {"data":[{"id":"base","owned_by":"vllm","parent":null},{"id":"sql","owned_by":"vllm","parent":"base"},{"id":"new","owned_by":"vllm","parent":"base"}]}
        """;

    [Fact]
    public async Task Adapters_are_loaded_by_their_path_and_unloaded_by_their_name()
    {
        var loaded = false;
        await using var server = await StartAsync(route => (loaded |= route == "POST /v1/load_lora_adapter") && route == "GET /v1/models" ? Ok(WithNew) : route switch
        {
            "GET /v1/models" => Ok(List),
            "POST /v1/load_lora_adapter" or "POST /v1/unload_lora_adapter" => Ok("Success: LoRA adapter 'sql' added successfully."),
            _ => null,
        });
        using var room = new TestRoom();
        var provider = room.OpenAi(server.BaseUrl);

        await provider.LoadAsync("new", new(Path: "/lora/new"));
        await provider.UnloadAsync("sql");

        Assert.Equal(
            ["""/v1/load_lora_adapter {"lora_name":"new","lora_path":"/lora/new"}""", """/v1/unload_lora_adapter {"lora_name":"sql"}"""], server.Asked());
    }

    [Fact]
    public async Task Adapter_that_is_not_listed_afterwards_is_not_loaded()
    {
        await using var server = await StartAsync(route => route switch
        {
            "GET /v1/models" => Ok(List),
            "POST /v1/load_lora_adapter" => Ok("Success"),
            _ => null,
        });
        using var room = new TestRoom();

        var problem = await FailsAsync(() => room.OpenAi(server.BaseUrl).LoadAsync("new", new(Path: "/lora/new")));

        Assert.Contains("does not list it", problem.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Base_model_stays_and_the_reason_is_told()
    {
        await using var server = await StartAsync(route => route == "GET /v1/models" ? Ok(List) : null);
        using var room = new TestRoom();
        var provider = room.OpenAi(server.BaseUrl);

        var models = await provider.ListAsync();
        Assert.Equal([(ModelState.Loaded, false, false), (ModelState.Loaded, false, true)], models.Select(model => (model.State, model.CanLoad, model.CanUnload)));
        Assert.Equal(32768, models[0].MaxContextLength);
        Assert.Equal(models[0].LoadingNote, (await RefusedAsync(() => provider.LoadAsync("base"))).Why);
        Assert.Contains("VLLM_SERVER_DEV_MODE", (await RefusedAsync(() => provider.UnloadAsync("base"))).Fix, StringComparison.Ordinal);
        Assert.Contains("VLLM_ALLOW_RUNTIME_LORA_UPDATING", (await RefusedAsync(() => provider.LoadAsync("x", new(Path: "/x")))).Fix, StringComparison.Ordinal);
        Assert.Contains("VLLM_ALLOW_RUNTIME_LORA_UPDATING", (await RefusedAsync(() => provider.UnloadAsync("sql"))).Fix, StringComparison.Ordinal);
        Assert.Equal(ProblemKind.ModelNotFound, (await FailsAsync(() => provider.UnloadAsync("absent"))).Kind);
        await RefusedAsync(() => provider.LoadAsync("base", new(4096)));
        await RefusedAsync(() => provider.LoadAsync("base", new(KeepAlive: TimeSpan.FromMinutes(1))));
    }

    [Fact]
    public async Task Server_in_development_mode_sleeps_and_wakes()
    {
        var asleep = false;
        await using var server = await StartAsync(route =>
        {
            asleep = route.StartsWith("POST /sleep", StringComparison.Ordinal) || (asleep && route != "POST /wake_up");
            return route switch
            {
                "GET /v1/models" => Ok(List),
                "GET /is_sleeping" => Ok($$"""{"is_sleeping":{{(asleep ? "true" : "false")}}}"""),
                "POST /sleep?level=1" or "POST /wake_up" => Ok(""),
                _ => null,
            };
        });
        using var room = new TestRoom();
        var provider = room.OpenAi(server.BaseUrl);

        await provider.UnloadAsync("base");
        Assert.Equal((ModelState.Available, true, false), State(await provider.ListAsync()));
        await RefusedAsync(() => provider.UnloadAsync("base"));
        await provider.LoadAsync("base");
        Assert.Equal((ModelState.Loaded, false, true), State(await provider.ListAsync()));

        static (ModelState, bool, bool) State(IReadOnlyList<ModelDescription> models) => (models[0].State, models[0].CanLoad, models[0].CanUnload);
    }

    [Theory]
    [InlineData(401, """{"error":"Unauthorized"}""", ProblemKind.Unauthorized)]
    [InlineData(400, """{"object":"error","message":"The lora adapter 'new' has already been loaded.","type":"InvalidUserInput","param":null,"code":400}""", ProblemKind.Invalid)]
    [InlineData(404, """{"error":{"message":"Loading lora new failed: No adapter found for /lora/new","type":"NotFoundError","param":null,"code":404}}""", ProblemKind.UnexpectedAnswer)]
    [InlineData(500, "Internal Server Error", ProblemKind.ServerError)]
    public async Task Refusals_are_told_by_their_kind(int status, string body, string kind)
    {
        await using var server = await StartAsync(route => route == "GET /v1/models" ? Ok(List) : (status, body));
        using var room = new TestRoom();

        Assert.Equal(kind, (await FailsAsync(() => room.OpenAi(server.BaseUrl).LoadAsync("new", new(Path: "/lora/new")))).Kind);
    }
}
