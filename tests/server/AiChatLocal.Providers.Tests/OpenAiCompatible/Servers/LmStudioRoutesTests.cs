using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Tests.Support;
using static AiChatLocal.Providers.Tests.Support.ManagedServer;

namespace AiChatLocal.Providers.Tests.OpenAiCompatible.Servers;

public sealed class LmStudioRoutesTests
{
    private const string List = """{"data":[{"id":"p/a","object":"model","owned_by":"organization_owner"}],"object":"list"}""";

    private const string Models = """
        {"models":[
          {"type":"llm","key":"p/a","display_name":"A","quantization":{"name":"Q4_K_M","bits_per_weight":4},"size_bytes":5,"future":1,
           "loaded_instances":[{"id":"p/a","config":{"context_length":4096}},{"id":"p/a:2","config":{}}],"max_context_length":8192,"format":"gguf"},
          {"type":"llm","key":"p/b","quantization":null,"loaded_instances":[],"max_context_length":2048},
          {"type":"embedding","key":"e"}
        ]}
        """;

    [Fact]
    public async Task Model_is_loaded_by_its_key_and_unloaded_in_all_its_instances()
    {
        await using var server = await StartAsync(Routes());
        using var room = new TestRoom();
        var provider = room.OpenAi(server.BaseUrl);

        await provider.LoadAsync("p/b", new(4096));
        await provider.LoadAsync("p/b");
        await provider.UnloadAsync("p/a");
        await provider.UnloadAsync("p/a:2");

        Assert.Equal(
            [
                """/api/v1/models/load {"model":"p/b","context_length":4096}""", """/api/v1/models/load {"model":"p/b"}""",
                """/api/v1/models/unload {"instance_id":"p/a"}""", """/api/v1/models/unload {"instance_id":"p/a:2"}""",
                """/api/v1/models/unload {"instance_id":"p/a:2"}""",
            ],
            server.Asked());
    }

    [Fact]
    public async Task Models_tell_what_can_be_done_with_them()
    {
        await using var server = await StartAsync(Routes());
        using var room = new TestRoom();

        var models = await room.OpenAi(server.BaseUrl).ListAsync();

        Assert.Equal([(false, true), (true, false), (true, false)], models.Select(model => (model.CanLoad, model.CanUnload)));
        Assert.Equal((ModelState.Loaded, 4096, 8192, "Q4_K_M"), (models[0].State, models[0].ContextLength, models[0].MaxContextLength, models[0].Quantization));
    }

    [Fact]
    public async Task What_is_not_loaded_or_not_there_is_refused_and_so_is_a_time_to_keep_it()
    {
        await using var server = await StartAsync(Routes());
        using var room = new TestRoom();
        var provider = room.OpenAi(server.BaseUrl);

        Assert.Equal("p/b is not loaded.", (await RefusedAsync(() => provider.UnloadAsync("p/b"))).What);
        Assert.Equal(ProblemKind.ModelNotFound, (await FailsAsync(() => provider.UnloadAsync("p/x"))).Kind);
        await RefusedAsync(() => provider.LoadAsync("p/b", new(KeepAlive: TimeSpan.FromMinutes(1))));
        await RefusedAsync(() => provider.LoadAsync("p/b", new(Path: "/lora")));
        Assert.Empty(server.Asked());
    }

    [Fact]
    public async Task Older_lm_studio_says_that_it_is_too_old()
    {
        await using var server = await StartAsync(route => route switch
        {
            "GET /v1/models" => Ok(List),
            "GET /api/v0/models" => Ok("""{"data":[{"id":"p/a","type":"llm","state":"loaded"}]}"""),
            _ => Ok("""{"error":"Unexpected endpoint or method. (GET /api/v1/models). Returning 200 anyway"}"""),
        });
        using var room = new TestRoom();
        var provider = room.OpenAi(server.BaseUrl);

        var model = Assert.Single(await provider.ListAsync());
        Assert.Equal((false, false, ModelState.Loaded), (model.CanLoad, model.CanUnload, model.State));
        Assert.Contains("0.4.0", model.LoadingNote, StringComparison.Ordinal);
        Assert.Contains("0.4.0", (await RefusedAsync(() => provider.LoadAsync("p/a"))).Why, StringComparison.Ordinal);
        Assert.Contains("0.4.0", (await RefusedAsync(() => provider.UnloadAsync("p/a"))).Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, """{"error":{"message":"Invalid API token","type":"invalid_request","code":"invalid_api_key"}}""", ProblemKind.Unauthorized)]
    [InlineData(404, """{"error":{"type":"model_not_found","message":"Model not found: p/b"}}""", ProblemKind.ModelNotFound)]
    [InlineData(500, """{"error":{"type":"model_load_failed","message":"Failed to load: insufficient memory"}}""", ProblemKind.ServerError)]
    [InlineData(200, """{"error":"Unexpected endpoint or method."}""", ProblemKind.ServerError)]
    public async Task Refusals_are_told_by_their_kind(int status, string body, string kind)
    {
        await using var server = await StartAsync(route => route.StartsWith("POST", StringComparison.Ordinal) ? (status, body) : Routes()(route));
        using var room = new TestRoom();

        Assert.Equal(kind, (await FailsAsync(() => room.OpenAi(server.BaseUrl).LoadAsync("p/b"))).Kind);
    }

    [Fact]
    public async Task Key_that_is_not_taken_is_not_told_to_be_one_for_managing()
    {
        await using var server = await StartAsync(
            route => route.StartsWith("POST", StringComparison.Ordinal) ? (401, """{"error":{"message":"Invalid API token","code":"invalid_api_key"}}""") : Routes()(route));
        using var room = new TestRoom();

        var problem = await FailsAsync(() => room.OpenAi(server.BaseUrl).LoadAsync("p/b"));

        Assert.DoesNotContain("admin", problem.Fix, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Figures_are_refused_with_the_reason()
    {
        await using var server = await StartAsync(Routes());
        using var room = new TestRoom();

        Assert.Contains("LM Studio", (await RefusedAsync(() => room.OpenAi(server.BaseUrl).FiguresAsync())).Why, StringComparison.Ordinal);
    }

    private static Func<string, (int, string)?> Routes() => route => route switch
    {
        "GET /v1/models" => Ok(List),
        "GET /api/v1/models" => Ok(Models),
        "POST /api/v1/models/load" => Ok("""{"type":"llm","instance_id":"p/b","load_time_seconds":0.1,"status":"loaded"}"""),
        "POST /api/v1/models/unload" => Ok("""{"instance_id":"x"}"""),
        _ => null,
    };
}
