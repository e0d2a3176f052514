using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Discovery;
using AiChatLocal.Providers.Tests.Support;

namespace AiChatLocal.Providers.Tests.Discovery;

/// <summary>Discovery against servers of each make on ports that say nothing about it.</summary>
public sealed class DiscoveryTests
{
    private static readonly Dictionary<string, Dictionary<string, string>> Makes = new()
    {
        ["Ollama"] = new()
        {
            ["/api/version"] = """{"version":"0.33.0"}""",
            ["/api/tags"] = """{"models":[{"name":"m:latest"}]}""",
            ["/v1/models"] = """{"object":"list","data":[{"id":"m:latest","owned_by":"library"}]}""",
        },
        ["llama.cpp server"] = new()
        {
            ["/v1/models"] = """{"data":[{"id":"m","owned_by":"llamacpp","meta":{"n_ctx":4096}}]}""",
            ["/props"] = """{"build_info":"b9000-abc"}""",
        },
        ["vLLM"] = new()
        {
            ["/v1/models"] = """{"data":[{"id":"m","owned_by":"vllm","max_model_len":32768}]}""",
            ["/version"] = """{"version":"0.12.0"}""",
        },
        ["LM Studio"] = new()
        {
            ["/v1/models"] = """{"data":[{"id":"m","object":"model","owned_by":"organization_owner"}]}""",
            ["/api/v0/models"] = """{"data":[{"id":"m","type":"llm","state":"loaded","max_context_length":8192}]}""",
            ["/props"] = """{"error":"Unexpected endpoint or method."}""",
        },
        ["LocalAI"] = new()
        {
            ["/v1/models"] = """{"data":[{"id":"m","object":"model"}]}""",
            ["/.well-known/localai.json"] = """{"name":"localai"}""",
            ["/version"] = """{"version":"v4.0.0"}""",
            ["/api/version"] = """{"version":"0.9.0"}""",
        },
        ["textgen"] = new()
        {
            ["/v1/models"] = """{"data":[{"id":"m","owned_by":"user"}]}""",
            ["/v1/internal/model/info"] = """{"model_name":"m","lora_names":[],"loader":"llama.cpp"}""",
        },
        ["OpenAI-compatible server"] = new() { ["/v1/models"] = """{"data":[{"id":"m"}]}""" },
    };

    public static TheoryData<string> Names => [.. Makes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Server_is_told_from_its_answers(string make)
    {
        await using var server = await LoopbackServer.StartAsync(Makes[make]);
        using var room = new TestRoom(probes: Candidates(server.BaseUrl, TestRoom.Silent()));

        var ollama = await room.Kind("ollama").DiscoverAsync(TestContext.Current.CancellationToken);
        var others = await room.Kind("openai-compatible").DiscoverAsync(TestContext.Current.CancellationToken);

        var found = Assert.Single((DiscoveredServer[])[.. ollama, .. others]);
        Assert.Equal(make, found.DisplayName);
        Assert.Equal(make == "Ollama" ? "ollama" : "openai-compatible", found.Kind);
        Assert.Equal(make == "Ollama" ? "m:latest" : "m", Assert.Single(found.Models));
        Assert.Equal(server.BaseUrl.Port, found.BaseUrl.Port);
    }

    [Fact]
    public async Task What_is_no_model_server_is_asked_once_and_left_out()
    {
        await using var site = await LoopbackServer.StartAsync(context => Replay.WriteAsync(context, "text/html", "<html>My app</html>"));
        using var room = new TestRoom(probes: Candidates(site.BaseUrl));

        Assert.Empty(await room.Kind("openai-compatible").DiscoverAsync(TestContext.Current.CancellationToken));
        Assert.Single(site.Requests);
    }

    [Fact]
    public async Task Server_that_hangs_does_not_hold_up_the_others()
    {
        var release = new TaskCompletionSource();
        await using var hanging = await LoopbackServer.StartAsync(_ => release.Task);
        await using var server = await LoopbackServer.StartAsync(Makes["vLLM"]);
        using var room = new TestRoom(probes: Candidates(hanging.BaseUrl, server.BaseUrl));

        var found = await room.Kind("openai-compatible").DiscoverAsync(TestContext.Current.CancellationToken);

        Assert.Equal("vLLM", Assert.Single(found).DisplayName);
        release.SetResult();
    }

    [Theory]
    [InlineData(null, "http://127.0.0.1:11434/")]
    [InlineData("0.0.0.0", "http://127.0.0.1:11434/")]
    [InlineData("0.0.0.0:4000", "http://127.0.0.1:4000/")]
    [InlineData(":4000", "http://127.0.0.1:4000/")]
    [InlineData("localhost", "http://localhost:11434/")]
    [InlineData("http://127.0.0.1:80", "http://127.0.0.1/")]
    [InlineData("127.0.0.1:80", "http://127.0.0.1/")]
    [InlineData("https://localhost", "https://localhost/")]
    [InlineData("192.168.1.5:11434", "http://127.0.0.1:11434/")]
    [InlineData("not an address", "http://127.0.0.1:11434/")]
    public void Ollama_is_where_its_own_variable_says_when_that_is_this_machine(string? variable, string expected)
    {
        var settings = ProbeSettings.FromEnvironment(name => name == "OLLAMA_HOST" ? variable : null);

        Assert.Equal(expected, settings.OllamaDefault.AbsoluteUri);
        Assert.Equal(expected, settings.Ollama[0].AbsoluteUri);
    }

    [Theory]
    [InlineData(null, 4, 0)]
    [InlineData("none", 0, 0)]
    [InlineData("none, http://127.0.0.1:5001 ,http://0.0.0.0:5002/v1", 0, 2)]
    [InlineData("http://127.0.0.1:5001,http://192.168.1.5:1,http://example.com,ftp://127.0.0.1,x", 4, 1)]
    public void Probe_variable_adds_loopback_addresses_and_can_leave_out_the_usual_ones(string? variable, int usual, int extra)
    {
        var settings = ProbeSettings.FromEnvironment(name => name == "AI_CHAT_LOCAL_PROBE" ? variable : null);

        Assert.Equal(usual + extra, settings.OpenAiCompatible.Count);
        Assert.Equal((usual > 0 ? 1 : 0) + extra, settings.Ollama.Count);
        Assert.All(settings.OpenAiCompatible, address => Assert.Equal("127.0.0.1", address.Host));
    }

    private static ProbeSettings Candidates(params Uri[] addresses) => new(addresses, addresses, addresses[0]) { Limit = TimeSpan.FromSeconds(5) };
}
