using System.Text.Json;
using AiChatLocal.Core;
using AiChatLocal.Providers.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Tests.OpenAiCompatible;

public sealed class OpenAiRequestTests
{
    [Fact]
    public async Task Question_without_options_asks_for_nothing_else()
    {
        await using var server = await LoopbackServer.StartAsync(AnswerAsync);
        using var room = new TestRoom();

        await Reply.AskAsync(room.OpenAi(server.BaseUrl, key: "secret-key").GetChatClient("a/b"));

        var request = Assert.Single(server.Requests);
        Assert.Equal(
            """{"model":"a/b","messages":[{"role":"user","content":"Hi"}],"stream":true,"stream_options":{"include_usage":true}}""", request.Body);
        Assert.Equal("/v1/chat/completions", request.Path);
        Assert.Equal("Bearer secret-key", request.Headers["Authorization"]);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.DoesNotContain("traceparent", request.Headers.Keys, StringComparer.OrdinalIgnoreCase);
        Assert.DoesNotContain("User-Agent", request.Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task System_prompt_history_and_options_are_sent_and_thinking_is_not()
    {
        await using var server = await LoopbackServer.StartAsync(AnswerAsync);
        using var room = new TestRoom();
        ChatMessage[] history =
        [
            new(ChatRole.User, "Größe \"x\"?"),
            new(ChatRole.Assistant, [new TextReasoningContent("hidden"), new TextContent("first "), new TextContent("second")]),
            new(ChatRole.User, "And?"),
        ];
        var options = new ChatOptions
        {
            Instructions = "Be brief.",
            Temperature = 0.5f,
            TopP = 0.25f,
            MaxOutputTokens = 10,
            StopSequences = ["END"],
            Seed = 7,
            ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonDocument.Parse("""{"type":"object"}""").RootElement, "thing"),
        };

        options.Reasoning = new() { Effort = ReasoningEffort.Low };

        await Reply.AskAsync(room.OpenAi(server.BaseUrl).GetChatClient("m"), history, options);

        Assert.Equal(
            """
            {"model":"m","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Größe \"x\"?"},{"role":"assistant","content":"first second"},{"role":"user","content":"And?"}],"stream":true,"stream_options":{"include_usage":true},"temperature":0.5,"top_p":0.25,"seed":7,"max_tokens":10,"stop":["END"],"reasoning_effort":"low","response_format":{"type":"json_schema","json_schema":{"name":"thing","schema":{"type":"object"},"strict":true}}}
            """,
            Assert.Single(server.Requests).Body);
    }

    [Theory]
    [InlineData(400, """{"error":{"message":"Unrecognized field: stream_options"}}""")]
    [InlineData(422, """{"detail":[{"type":"extra_forbidden","loc":["body","stream_options"],"msg":"Extra inputs are not permitted"}]}""")]
    public async Task Server_that_refuses_the_usage_option_is_asked_without_it_from_then_on(int status, string refusal)
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            if (context.Request.Headers.ContentLength > 100)
            {
                context.Response.StatusCode = status;
                await context.Response.WriteAsync(refusal, context.RequestAborted);
                return;
            }

            await AnswerAsync(context);
        });
        using var room = new TestRoom();
        var provider = room.OpenAi(server.BaseUrl);

        var first = await Reply.AskAsync(provider.GetChatClient("m"));
        var second = await Reply.AskAsync(provider.GetChatClient("m"));

        Assert.Equal(("ok", "ok"), (first.Text, second.Text));
        Assert.Equal([true, false, false], server.Requests.Select(request => request.Body.Contains("stream_options", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Server_that_wants_the_newer_name_of_the_token_limit_gets_it()
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            context.Request.Headers.TryGetValue("Content-Length", out var length);
            if (length == TokenLimitLength)
            {
                context.Response.StatusCode = 400;
                await context.Response.WriteAsync(
                    """{"error":{"message":"Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."}}""", context.RequestAborted);
                return;
            }

            await AnswerAsync(context);
        });
        using var room = new TestRoom();

        var reply = await Reply.AskAsync(room.OpenAi(server.BaseUrl).GetChatClient("m"), "Hi", new() { MaxOutputTokens = 9 });

        Assert.Equal("ok", reply.Text);
        Assert.Contains("\"max_tokens\":9", server.Requests[0].Body, StringComparison.Ordinal);
        Assert.Contains("\"max_completion_tokens\":9", server.Requests[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_is_asked_for_once_the_server_said_that_it_is_llama_cpp()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Headers.Server = "llama.cpp";
            return AnswerAsync(context);
        });
        using var room = new TestRoom();
        var provider = room.OpenAi(server.BaseUrl);

        await Reply.AskAsync(provider.GetChatClient("m"));
        await Reply.AskAsync(provider.GetChatClient("m"));

        Assert.Equal([false, true], server.Requests.Select(request => request.Body.Contains("\"return_progress\":true", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Content_that_cannot_be_sent_is_refused_rather_than_dropped()
    {
        await using var server = await LoopbackServer.StartAsync(AnswerAsync);
        using var room = new TestRoom();
        ChatMessage[] messages = [new(ChatRole.User, [new TextContent("Look"), new DataContent("data:audio/wav;base64,AA==")])];

        var reply = await Reply.AskAsync(room.OpenAi(server.BaseUrl).GetChatClient("m"), messages);

        Assert.Equal(ProblemKind.Invalid, reply.Failure?.Kind);
        Assert.Empty(server.Requests);
    }

    private static readonly string TokenLimitLength =
        """{"model":"m","messages":[{"role":"user","content":"Hi"}],"stream":true,"stream_options":{"include_usage":true},"max_tokens":9}"""
            .Length.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Task AnswerAsync(HttpContext context) => Replay.WriteAsync(context, "text/event-stream", Bodies.Chunks("ok"));
}
