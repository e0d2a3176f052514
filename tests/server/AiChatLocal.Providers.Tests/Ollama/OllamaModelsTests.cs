using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Tests.Support;

namespace AiChatLocal.Providers.Tests.Ollama;

public sealed class OllamaModelsTests
{
    private static readonly Dictionary<string, string> Bodies = new()
    {
        ["/"] = "\"Ollama is running\"",
        ["/api/version"] = """{"version":"0.33.0"}""",
        ["/api/tags"] = """
            {"models":[
              {"name":"qwen3:latest","model":"qwen3:latest","size":5200000000,"digest":"d1","details":{"family":"qwen3","parameter_size":"8.2B","quantization_level":"Q4_K_M"}},
              {"name":"nomic-embed-text:latest","size":274000000,"digest":"d2","details":{"family":"nomic-bert"},"capabilities":["embedding"]},
              {"name":"big:cloud","size":300,"digest":"d3","remote_host":"https://ollama.com:443"},
              {"unnamed":true}
            ]}
            """,
        ["/api/ps"] = """{"models":[{"name":"qwen3:latest","context_length":8192,"size_vram":1}]}""",
        ["/api/show"] = """
            {"license":"\n Apache License\nVersion 2.0","parameters":"stop   \"x\"\nnum_ctx    16384","capabilities":["completion","tools","thinking"],
             "model_info":{"general.architecture":"qwen3","qwen3.context_length":40960}}
            """,
    };

    [Fact]
    public async Task Models_are_put_together_from_tags_ps_and_show()
    {
        await using var server = await LoopbackServer.StartAsync(Bodies);
        using var room = new TestRoom();

        var models = await room.Ollama(server.BaseUrl).ListModelsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(3, models.Count);
        var qwen = models[0];
        Assert.Equal(("qwen3:latest", "qwen3", ModelState.Loaded, 8192), (qwen.Id, qwen.DisplayName, qwen.State, qwen.ContextLength));
        Assert.Equal(["chat", "tools", "thinking"], qwen.Capabilities);
        Assert.Equal(("Q4_K_M", "qwen3", "8.2B", 5200000000), (qwen.Quantization, qwen.Family, qwen.ParameterSize, qwen.SizeBytes));
        Assert.Equal("Apache License", qwen.Licence);
        Assert.False(models[1].CanChat);
        Assert.Equal((ModelState.Available, 16384), (models[1].State, models[1].ContextLength));
        Assert.Contains("leaves this machine", models[2].Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_show_says_is_asked_once_for_each_digest()
    {
        await using var server = await LoopbackServer.StartAsync(Bodies);
        using var room = new TestRoom();
        var provider = room.Ollama(server.BaseUrl);

        await provider.ListModelsAsync(TestContext.Current.CancellationToken);
        await provider.ListModelsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(3, server.Requests.Count(request => request.Path == "/api/show"));
    }

    [Fact]
    public async Task Test_tells_each_step()
    {
        await using var server = await LoopbackServer.StartAsync(Bodies);
        using var room = new TestRoom();

        var report = await room.Ollama(new(server.BaseUrl, "/v1")).TestAsync(false, TestContext.Current.CancellationToken);

        Assert.True(report.Ok);
        Assert.Equal("0.33.0", report.Version);
        Assert.Equal(["name", "tcp", "identity", "version", "authentication", "models", "token"], report.Steps.Select(step => step.Name));
        Assert.Equal(["Ollama", "0.33.0"], report.Steps.Skip(2).Take(2).Select(step => step.Message.ToString()));
        Assert.Equal(["3 found, 1 loaded.", "Not asked: it was not wanted."], report.Steps.Skip(5).Select(step => step.Message.ToString()));
    }

    [Fact]
    public async Task Test_stops_at_the_step_that_fails_and_says_what_to_do()
    {
        using var room = new TestRoom();

        var report = await room.Ollama(TestRoom.Silent()).TestAsync(null, TestContext.Current.CancellationToken);

        Assert.False(report.Ok);
        var step = report.Steps[^1];
        Assert.Equal(("tcp", ProblemKind.Unreachable), (step.Name, step.Failure?.Kind));
        Assert.Contains("ollama serve", step.Failure?.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_that_is_not_ollama_is_told_so()
    {
        await using var server = await LoopbackServer.StartAsync(new Dictionary<string, string> { ["/"] = "{}", ["/api/version"] = "{}" });
        using var room = new TestRoom();

        var report = await room.Ollama(server.BaseUrl).TestAsync(null, TestContext.Current.CancellationToken);

        Assert.Equal(ProblemKind.UnexpectedAnswer, report.Steps[^1].Failure?.Kind);
        Assert.Equal("identity", report.Steps[^1].Name);
    }
}
