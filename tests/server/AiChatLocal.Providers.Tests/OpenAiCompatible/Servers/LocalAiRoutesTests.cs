using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Tests.Support;
using static AiChatLocal.Providers.Tests.Support.ManagedServer;

namespace AiChatLocal.Providers.Tests.OpenAiCompatible.Servers;

public sealed class LocalAiRoutesTests
{
    private static readonly Dictionary<string, string> Bodies = new()
    {
        ["GET /v1/models"] = """{"object":"list","data":[{"id":"chatty","object":"model"},{"id":"vectors","object":"model"},{"id":"voice","object":"model"}]}""",
        ["GET /.well-known/localai.json"] = """{"version":"v4"}""",
        ["GET /v1/models/capabilities"] = """
            {"object":"list","data":[
              {"id":"chatty","object":"model","capabilities":["chat","completion","tools"],"input_modalities":["text","image"],"context_size":8192,"future":{}},
              {"id":"vectors","object":"model","capabilities":["embeddings"]},
              {"id":"voice","object":"model","capabilities":["tts"]}]}
            """,
        ["GET /system"] = """{"backends":["llama-cpp"],"loaded_models":[{"id":"chatty"},{"id":"vectors"}]}""",
        ["GET /backend/monitor?model=chatty"] = """{"state":2,"memory":{"total":6000,"breakdown":{"weights":5000}}}""",
        ["GET /backend/monitor?model=vectors"] = """{"memory_info":{"rss":700,"vms":900},"memory_percent":1.5,"cpu_percent":3}""",
        ["POST /backend/load"] = """{"loaded":["voice"],"message":"model loaded"}""",
        ["POST /backend/shutdown"] = """{"message":"model stopped"}""",
    };

    [Fact]
    public async Task Models_are_put_together_from_its_own_routes()
    {
        await using var server = await StartAsync(Answer());
        using var room = new TestRoom();

        var models = await room.OpenAi(server.BaseUrl).ListAsync();

        Assert.Equal(["chat", "tools", "vision"], models[0].Capabilities);
        Assert.Equal([true, false, false], models.Select(model => model.CanChat));
        Assert.Equal([ModelState.Loaded, ModelState.Loaded, ModelState.Available], models.Select(model => model.State));
        Assert.Equal([6000, 700, null], models.Select(model => model.MemoryBytes));
        Assert.Equal([(false, true), (false, true), (true, false)], models.Select(model => (model.CanLoad, model.CanUnload)));
        Assert.Equal(8192, models[0].ContextLength);
    }

    [Fact]
    public async Task Routes_that_do_not_answer_cost_what_they_tell_and_no_more()
    {
        await using var server = await StartAsync(Answer("GET /v1/models/capabilities", "GET /system"));
        using var room = new TestRoom();

        var models = await room.OpenAi(server.BaseUrl).ListAsync();

        Assert.Equal(["chatty", "vectors", "voice"], models.Select(model => model.Id));
        Assert.All(models, model => Assert.Equal((ModelState.Available, true, false), (model.State, model.CanLoad, model.CanUnload)));
    }

    [Fact]
    public async Task Model_is_loaded_and_unloaded_with_the_admin_key()
    {
        await using var server = await StartAsync(Answer());
        using var room = new TestRoom();
        var provider = room.Managed(server.BaseUrl, "sk-api-key", "sk-admin-key");

        await provider.LoadAsync("voice");
        await provider.UnloadAsync("voice");

        Assert.Equal(["""/backend/load {"model":"voice"}""", """/backend/shutdown {"model":"voice"}"""], server.Asked());
        Assert.All(server.Requests.Where(request => request.Method == "POST"), request => Assert.Equal("Bearer sk-admin-key", request.Headers["Authorization"]));
    }

    [Theory]
    [InlineData(401, """{"error":{"message":"An authentication key is required","code":401,"type":"invalid_request_error"}}""", ProblemKind.Unauthorized)]
    [InlineData(403, """{"error":{"message":"admin access required","code":403}}""", ProblemKind.Unauthorized)]
    [InlineData(500, """{"loaded":[],"message":"failed to load model: could not allocate"}""", ProblemKind.ServerError)]
    [InlineData(200, "<html><title>LocalAI</title></html>", ProblemKind.UnexpectedAnswer)]
    public async Task Refusals_are_told_by_their_kind(int status, string body, string kind)
    {
        await using var server = await StartAsync(route => route.StartsWith("POST", StringComparison.Ordinal) ? (status, body) : Answer()(route));
        using var room = new TestRoom();

        var problem = await FailsAsync(() => room.OpenAi(server.BaseUrl).UnloadAsync("voice"));

        Assert.Equal(kind, problem.Kind);
        Assert.Equal(kind == ProblemKind.Unauthorized, problem.Fix?.ToString().Contains("admin key", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Older_localai_and_a_model_that_is_not_loaded_are_told_as_such()
    {
        await using var server = await StartAsync(route => route switch
        {
            "POST /backend/load" => (404, """{"error":{"code":404,"message":"Resource not found","type":""}}"""),
            "POST /backend/shutdown" => (404, """{"error":{"code":404,"message":"model \"voice\" is not loaded on this instance or on any worker node"}}"""),
            _ => Answer()(route),
        });
        using var room = new TestRoom();
        var provider = room.OpenAi(server.BaseUrl);

        Assert.Contains("too old", (await RefusedAsync(() => provider.LoadAsync("voice"))).Why, StringComparison.Ordinal);
        Assert.Equal("voice is not loaded.", (await RefusedAsync(() => provider.UnloadAsync("voice"))).What);
        await RefusedAsync(() => provider.LoadAsync("voice", new(4096)));
        await RefusedAsync(() => provider.LoadAsync("voice", new(KeepAlive: TimeSpan.FromMinutes(1))));
        await RefusedAsync(() => provider.FiguresAsync());
    }

    private static Func<string, (int, string)?> Answer(params string[] absent) => route =>
        !absent.Contains(route) && Bodies.TryGetValue(route, out var body) ? Ok(body) : null;
}
