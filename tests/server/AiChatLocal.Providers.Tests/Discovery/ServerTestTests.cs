using AiChatLocal.Core;
using AiChatLocal.Providers.Tests.OpenAiCompatible;
using AiChatLocal.Providers.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace AiChatLocal.Providers.Tests.Discovery;

/// <summary>The steps from <c>identity</c> to <c>token</c>.</summary>
public sealed class ServerTestTests
{
    private const string Loaded = """{"data":[{"id":"m","state":"loaded"}]}""";
    private const string Unloaded = """{"data":[{"id":"m","state":"not-loaded"}]}""";

    [Fact]
    public async Task An_openai_compatible_server_is_taken_for_ollama()
    {
        await using var server = await LoopbackServer.StartAsync(new Dictionary<string, string> { ["/v1/models"] = """{"data":[{"id":"m","owned_by":"vllm"}]}""" });
        using var room = new TestRoom();
        (await room.TestAsync("ollama", server.BaseUrl.ToString())).AssertFailed(
            "identity", "is not Ollama: it is vLLM", $"Add it as a provider of the kind openai-compatible, with the base URL {server.BaseUrl}v1");
    }

    [Fact]
    public async Task Ollama_at_a_wrong_path()
    {
        await using var server = await LoopbackServer.StartAsync(new Dictionary<string, string> { ["/api/version"] = """{"version":"0.33.0"}""" });
        using var room = new TestRoom();
        (await room.TestAsync("openai-compatible", server.BaseUrl + "api/v9")).AssertFailed("identity", "it is Ollama", "a provider of the kind ollama");
    }

    [Fact]
    public async Task A_web_page_is_told_by_its_title()
    {
        await using var server = await LoopbackServer.StartAsync(context => Replay.WriteAsync(context, "text/html", "<html><title>Router &amp; more</title></html>"));
        using var room = new TestRoom();
        (await room.TestAsync("ollama", server.BaseUrl.ToString())).AssertFailed("identity", "a web page titled “Router & more”", "Check the host and the port");
    }

    [Fact]
    public async Task What_a_stranger_says_of_itself_is_told_without_the_key()
    {
        const string Key = "opensesame";
        await using var server = await LoopbackServer.StartAsync(context => Replay.WriteAsync(context, "text/html", $"<html><title>Found {Key}</title></html>"));
        using var room = new TestRoom();
        var report = await room.Ollama(server.BaseUrl, Key).TestAsync(askModel: false, TestContext.Current.CancellationToken);
        report.AssertFailed("identity", "a web page titled “Found •••”", "Check the host and the port");
        Assert.DoesNotContain(Key, string.Join(" ", report.Steps), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_http_is_told_by_its_greeting()
    {
        await using var server = new RawServer("SSH-2.0-OpenSSH_9.6\r\n", greets: true);
        using var room = new TestRoom();
        (await room.TestAsync("ollama", $"http://127.0.0.1:{server.Port}")).AssertFailed("identity", "greets with “SSH-2.0-OpenSSH_9.6”", "Check the host and the port");
    }

    [Fact]
    public async Task A_server_that_wants_https()
    {
        using var certificate = TestCertificate.SelfSigned();
        await using var server = await LoopbackServer.StartAsync(_ => Task.CompletedTask, certificate);
        using var room = new TestRoom();
        (await room.TestAsync("ollama", $"http://127.0.0.1:{server.BaseUrl.Port}")).AssertFailed(
            "identity", "a server that speaks https", $"Set the base URL to https://127.0.0.1:{server.BaseUrl.Port}");
    }

    [Theory]
    [InlineData(null, "asks for a key and none is set", "Give this provider its key")]
    [InlineData("wrong-key-123", "does not accept the key", "Take a valid key from where it was made")]
    public async Task A_key_is_missing_or_wrong(string? key, string why, string fix)
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.StatusCode = 401;
            await context.Response.WriteAsync("""{"error":{"message":"bad key wrong-key-123"}}""", context.RequestAborted);
        });
        using var room = new TestRoom();
        var report = await room.TestAsync("openai-compatible", server.BaseUrl.ToString(), key);
        var failure = report.AssertFailed("authentication", why, fix);
        Assert.Equal(ProblemKind.Unauthorized, failure.Kind);
        Assert.Equal(key is null, string.Join("", report.Steps).Contains("wrong-key-123", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_model_was_pulled()
    {
        await using var server = await LoopbackServer.StartAsync(new Dictionary<string, string>
        {
            ["/api/version"] = """{"version":"0.33.0"}""",
            ["/api/tags"] = """{"models":[]}""",
            ["/api/ps"] = """{"models":[]}""",
        });
        using var room = new TestRoom();
        (await room.TestAsync("ollama", server.BaseUrl.ToString())).AssertFailed("models", "has no model", "ollama pull");
    }

    [Theory]
    [InlineData("""{"error":"model requires more system memory (5.6 GiB) than is available (3.1 GiB)"}""", "m is too big for the memory", "Choose a smaller model")]
    [InlineData("""{"error":"llama runner process has terminated: exit status 2"}""", "m could not be loaded", "download the model again")]
    public async Task A_model_does_not_load(string said, string why, string fix)
    {
        await using var server = await LoopbackServer.StartAsync(AnswerAsync(Unloaded, 500, said));
        using var room = new TestRoom();
        var failure = (await room.TestAsync("openai-compatible", server.BaseUrl.ToString(), ask: true)).AssertFailed("token", why, fix);
        Assert.Contains("HTTP 500", failure.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Loaded, null, "m answers.")]
    [InlineData(Loaded, false, "Not asked: it was not wanted.")]
    [InlineData(Unloaded, null, "Not asked: no model is loaded, and to load one takes time and memory. Ask for it (--ask) to try m.")]
    [InlineData(Unloaded, true, "m answers.")]
    [InlineData("""{"data":[{"id":"text-embed"}]}""", true, "Not asked: none of its models can chat.")]
    public async Task A_model_is_asked_when_that_costs_nothing_or_is_wanted(string list, bool? ask, string message)
    {
        await using var server = await LoopbackServer.StartAsync(AnswerAsync(list, 200, Bodies.Chunks("Hello")));
        using var room = new TestRoom();
        var report = await room.TestAsync("openai-compatible", server.BaseUrl.ToString(), ask: ask);
        Assert.True(report.Ok);
        Assert.Equal(message, report.Message("token"));
        var questions = server.Requests.Where(request => request.Method == "POST").ToList();
        Assert.Equal(message.EndsWith("answers.", StringComparison.Ordinal) ? 1 : 0, questions.Count);
        Assert.All(questions, question => Assert.Contains("\"max_tokens\":1", question.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_machine_is_asked_only_when_that_is_wanted()
    {
        await using var server = await LoopbackServer.StartAsync(AnswerAsync(Loaded, 200, Bodies.Chunks("Hello")));
        var border = new Border(server.BaseUrl);
        using var room = new TestRoom(border.Options);
        var report = await room.TestAsync("openai-compatible", "http://models.example/v1");
        Assert.StartsWith("Not asked: the question would leave this machine.", report.Message("token"), StringComparison.Ordinal);
        Assert.Equal("models.example is 203.0.113.9.", report.Message("name"));
        Assert.Equal("m answers.", (await room.TestAsync("openai-compatible", "http://models.example/v1", ask: true)).Message("token"));
    }

    [Fact]
    public async Task The_smallest_model_is_loaded_when_one_has_to_be()
    {
        await using var server = await LoopbackServer.StartAsync(AnswerAsync(
            """{"data":[{"id":"big","meta":{"size":900}},{"id":"small","meta":{"size":5}}]}""", 200, Bodies.Chunks("Hello")));
        using var room = new TestRoom();
        Assert.Equal("small answers.", (await room.TestAsync("openai-compatible", server.BaseUrl.ToString(), ask: true)).Message("token"));
    }

    [Fact]
    public async Task The_raw_answer_is_kept_without_the_key()
    {
        await using var server = await LoopbackServer.StartAsync(AnswerAsync("""{"data":[{"id":"m","note":"key my-own-key-9"}]}""", 200, ""));
        using var room = new TestRoom();
        var report = await room.TestAsync("openai-compatible", server.BaseUrl.ToString(), "my-own-key-9");
        Assert.Equal("""{"data":[{"id":"m","note":"key •••"}]}""", report.Steps.Single(step => step.Name == "authentication").Detail);
        Assert.DoesNotContain("my-own-key-9", string.Join("", report.Steps), StringComparison.Ordinal);
    }

    private static RequestDelegate AnswerAsync(string models, int status, string said) => context =>
    {
        if (context.Request.Path == "/v1/models")
        {
            return Replay.WriteAsync(context, "application/json", models);
        }

        context.Response.StatusCode = context.Request.Method == "POST" ? status : 404;
        return context.Request.Method == "POST" ? Replay.WriteAsync(context, status == 200 ? "text/event-stream" : "application/json", said) : Task.CompletedTask;
    };
}
