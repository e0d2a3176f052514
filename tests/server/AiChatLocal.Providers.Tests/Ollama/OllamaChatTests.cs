using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Tests.Ollama;

public sealed class OllamaChatTests
{
    private const string Lines = "application/x-ndjson";

    private const string Body = """
        {"model":"m","created_at":"2026-01-01T00:00:00.000001Z","message":{"role":"assistant","content":"","thinking":"Let me "},"done":false}
        {"model":"m","created_at":"2026-01-01T00:00:00.000002Z","message":{"role":"assistant","content":"","thinking":"see."},"done":false}
        {"model":"m","created_at":"2026-01-01T00:00:00.000003Z","message":{"role":"assistant","content":"Grü","future":[{"content":"no"}]},"done":false}
        {"model":"m","created_at":"2026-01-01T00:00:00.000004Z","message":{"role":"assistant","content":"ße \"😀\"\n"},"done":false}
        {"model":"m","created_at":"2026-01-01T00:00:00.000005Z","message":{"role":"assistant","content":""},"done":true,"done_reason":"length","total_duration":5000000000,"load_duration":1000000000,"prompt_eval_count":26,"prompt_eval_duration":130000000,"eval_count":298,"eval_duration":2000000000}

        """;

    [Theory]
    [MemberData(nameof(Replay.Deliveries), MemberType = typeof(Replay))]
    public async Task Stream_is_read_however_it_is_delivered(Delivery delivery)
    {
        var reply = await AskAsync(context => Replay.WriteAsync(context, Lines, Body, delivery));

        Assert.Null(reply.Failure);
        Assert.Equal("Let me see.", reply.Thinking);
        Assert.Equal("Grüße \"😀\"\n", reply.Text);
        Assert.Equal(ChatFinishReason.Length, reply.FinishReason);
        Assert.Equal((26, 298, 324), (reply.Usage?.InputTokenCount, reply.Usage?.OutputTokenCount, reply.Usage?.TotalTokenCount));
        Assert.Equal(200, reply.Timing?.PromptTokensPerSecond);
        Assert.Equal(149, reply.Timing?.TokensPerSecond);
    }

    [Fact]
    public async Task Cached_prompt_leaves_its_numbers_out_and_the_rest_stands()
    {
        var reply = await AskAsync(context => Replay.WriteAsync(
            context, Lines, """{"message":{"content":"x"},"done":true,"eval_count":2,"eval_duration":1000000}"""));

        Assert.Null(reply.Failure);
        Assert.Equal("x", reply.Text);
        Assert.Null(reply.Usage?.InputTokenCount);
        Assert.Equal(2000, reply.Timing?.TokensPerSecond);
        Assert.Equal(ChatFinishReason.Stop, reply.FinishReason);
    }

    [Theory]
    [InlineData(Delivery.Whole)]
    [InlineData(Delivery.ByteByByte)]
    public async Task Error_line_keeps_what_came_before(Delivery delivery)
    {
        var reply = await AskAsync(context => Replay.WriteAsync(
            context, Lines, "{\"message\":{\"content\":\"part\"},\"done\":false}\n{\"error\":\"an error was encountered while running the model\"}\n", delivery));

        Assert.Equal("part", reply.Text);
        Assert.Equal(ProblemKind.ServerError, reply.Failure?.Kind);
        Assert.Contains("running the model", reply.Failure?.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"message\":{\"content\":\"mo")]
    public async Task Stream_without_its_last_line_is_cut(string ending)
    {
        var reply = await AskAsync(context => Replay.WriteAsync(context, Lines, "{\"message\":{\"content\":\"part\"},\"done\":false}\n" + ending));

        Assert.Equal("part", reply.Text);
        Assert.Equal(ProblemKind.StreamCut, reply.Failure?.Kind);
    }

    [Theory]
    [InlineData(404, """{"error":"model 'm' not found"}""", ProblemKind.ModelNotFound)]
    [InlineData(400, """{"error":"{\"error\":{\"code\":400,\"message\":\"request (9000 tokens) exceeds the available context size\",\"type\":\"exceed_context_size_error\",\"n_prompt_tokens\":9000,\"n_ctx\":4096}}"}""", ProblemKind.ContextTooLong)]
    [InlineData(401, """{"error":"unauthorized"}""", ProblemKind.Unauthorized)]
    [InlineData(500, """{"error":"model requires more system memory (9 GiB) than is available (3 GiB)"}""", ProblemKind.ServerError)]
    [InlineData(503, """{"error":"server busy, please try again.  maximum pending requests exceeded"}""", ProblemKind.Busy)]
    public async Task Refusal_is_told_by_its_kind(int status, string body, string kind)
    {
        var reply = await AskAsync(async context =>
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(body, context.RequestAborted);
        });

        Assert.Equal(kind, reply.Failure?.Kind);
        Assert.Empty(reply.Updates);
    }

    [Fact]
    public async Task Request_never_lets_the_conversation_be_truncated_and_leaves_the_window_alone()
    {
        await using var server = await LoopbackServer.StartAsync(context => Replay.WriteAsync(context, Lines, Body));
        using var room = new TestRoom();
        var options = new ChatOptions
        {
            Instructions = "Be brief.",
            Temperature = 0.5f,
            TopP = 0.25f,
            MaxOutputTokens = 10,
            StopSequences = ["END"],
            Seed = 7,
            ResponseFormat = ChatResponseFormat.Json,
        };

        await Reply.AskAsync(room.Ollama(server.BaseUrl).GetChatClient("m"));
        await Reply.AskAsync(room.Ollama(server.BaseUrl).GetChatClient("m"), "Hi", options);
        await Reply.AskAsync(room.Ollama(server.BaseUrl).GetChatClient("m"), "Hi", new() { ContextLength = 8192 });

        Assert.Equal(
            [
                """{"model":"m","messages":[{"role":"user","content":"Hi"}],"stream":true,"truncate":false}""",
                """{"model":"m","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Hi"}],"stream":true,"truncate":false,"format":"json","options":{"temperature":0.5,"top_p":0.25,"seed":7,"num_predict":10,"stop":["END"]}}""",
                """{"model":"m","messages":[{"role":"user","content":"Hi"}],"stream":true,"truncate":false,"options":{"num_ctx":8192}}""",
            ],
            server.Requests.Select(request => request.Body));
        Assert.All(server.Requests, request => Assert.Equal("/api/chat", request.Path));
    }

    [Theory]
    [InlineData(ReasoningEffort.None, "false")]
    [InlineData(ReasoningEffort.Low, "\"low\"")]
    [InlineData(ReasoningEffort.ExtraHigh, "\"max\"")]
    public async Task Thinking_is_asked_for_as_the_user_chose(ReasoningEffort effort, string expected)
    {
        await using var server = await LoopbackServer.StartAsync(context => Replay.WriteAsync(context, Lines, Body));
        using var room = new TestRoom();

        await Reply.AskAsync(room.Ollama(server.BaseUrl).GetChatClient("m"), "Hi", new() { Reasoning = new() { Effort = effort } });

        Assert.Contains($"\"think\":{expected}", Assert.Single(server.Requests).Body, StringComparison.Ordinal);
    }

    private static async Task<Reply> AskAsync(RequestDelegate answer)
    {
        await using var server = await LoopbackServer.StartAsync(answer);
        using var room = new TestRoom();
        return await Reply.AskAsync(room.Ollama(server.BaseUrl).GetChatClient("m"));
    }
}
