using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Tests.Support;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Tests.OpenAiCompatible;

/// <summary>Bodies as servers send them, replayed over real HTTP in every way that a network may deliver them.</summary>
public sealed class OpenAiStreamTests
{
    private const string Events = "text/event-stream";

    [Theory]
    [MemberData(nameof(Replay.Deliveries), MemberType = typeof(Replay))]
    public async Task Llama_cpp_stream_is_read_however_it_is_delivered(Delivery delivery)
    {
        var reply = await AskAsync(Bodies.LlamaCpp, delivery);

        Assert.Null(reply.Failure);
        Assert.Equal("Größe: 😀 \"ok\"\n", reply.Text);
        Assert.Equal("", reply.Thinking);
        Assert.Equal(ChatFinishReason.Length, reply.FinishReason);
        Assert.Equal(43, reply.Usage?.InputTokenCount);
        Assert.Equal(5, reply.Usage?.OutputTokenCount);
        Assert.Equal(12, reply.Usage?.CachedInputTokenCount);
        Assert.Equal(6963.5, reply.Timing?.PromptTokensPerSecond);
        Assert.Equal(1893, reply.Timing?.TokensPerSecond);
        Assert.Equal(1, reply.Contents<ProgressContent>().Last().Fraction);
    }

    [Theory]
    [MemberData(nameof(Replay.Deliveries), MemberType = typeof(Replay))]
    public async Task Thinking_fields_never_become_text(Delivery delivery)
    {
        var reply = await AskAsync(Bodies.ThinkingFields, delivery);

        Assert.Null(reply.Failure);
        Assert.Equal("one two three", reply.Thinking);
        Assert.Equal("answer", reply.Text);
        Assert.Equal(ChatFinishReason.Stop, reply.FinishReason);
    }

    [Theory]
    [MemberData(nameof(Replay.Deliveries), MemberType = typeof(Replay))]
    public async Task Thinking_tags_never_become_text(Delivery delivery)
    {
        var reply = await AskAsync(Bodies.Chunks("<", "thi", "nk>\\nwhy ", "not</", "think", ">\\n\\nBecause ", "<think> is a tag"), delivery);

        Assert.Null(reply.Failure);
        Assert.Equal("\nwhy not", reply.Thinking);
        Assert.Equal("Because <think> is a tag", reply.Text);
    }

    [Theory]
    [MemberData(nameof(Replay.Deliveries), MemberType = typeof(Replay))]
    public async Task Unknown_and_absent_and_null_fields_do_no_harm(Delivery delivery)
    {
        var reply = await AskAsync(Bodies.Strange, delivery);

        Assert.Null(reply.Failure);
        Assert.Equal("abc", reply.Text);
        Assert.Equal(new ChatFinishReason("because"), reply.FinishReason);
        Assert.Null(reply.Usage);
        Assert.Null(reply.Timing);
    }

    [Theory]
    [InlineData(Delivery.Whole)]
    [InlineData(Delivery.ByteByByte)]
    public async Task Error_inside_a_good_stream_keeps_what_came_before(Delivery delivery)
    {
        var reply = await AskAsync(
            Bodies.Chunk("partial") + "data: {\"error\":{\"message\":\"out of memory, key sk-abcdefghijkl\",\"type\":\"server_error\"}}\n\ndata: [DONE]\n\n", delivery);

        Assert.Equal("partial", reply.Text);
        Assert.Equal(ProblemKind.ServerError, reply.Failure?.Kind);
        Assert.Contains("out of memory", reply.Failure?.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("abcdefghijkl", reply.Failure?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_event_is_an_error_whatever_its_data_looks_like()
    {
        var reply = await AskAsync(
            Bodies.Chunk("a") + "event: error\ndata: {\"message\":\"The prompt exceeds the context length\"}\n\n", Delivery.Whole);

        Assert.Equal("a", reply.Text);
        Assert.Equal(ProblemKind.ContextTooLong, reply.Failure?.Kind);
    }

    [Fact]
    public async Task Chunk_that_is_an_error_as_a_whole_is_an_error()
    {
        var reply = await AskAsync(
            Bodies.Chunk("a") + "data: {\"object\":\"error\",\"message\":\"engine is dead\",\"code\":500}\n\n", Delivery.Whole);

        Assert.Equal("a", reply.Text);
        Assert.Equal("engine is dead", reply.Failure?.Detail);
    }

    [Theory]
    [InlineData("")]
    [InlineData("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"lo")]
    [InlineData("data: {\"choi\n\n")]
    public async Task Stream_that_ends_without_its_end_is_cut_or_broken_and_its_text_stays(string ending)
    {
        var reply = await AskAsync(Bodies.Chunk("hal") + ending, Delivery.Whole);

        Assert.Equal("hal", reply.Text);
        Assert.Equal(ending.EndsWith('\n') ? ProblemKind.UnexpectedAnswer : ProblemKind.StreamCut, reply.Failure?.Kind);
    }

    [Fact]
    public async Task Broken_connection_in_mid_stream_is_a_cut_stream()
    {
        // A reset connection takes unread bytes with it, so the server waits until its text has been seen.
        var seen = new TaskCompletionSource();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            await Replay.WriteAsync(context, Events, Bodies.Chunk("half"));
            await seen.Task;
            context.Abort();
        });
        using var room = new TestRoom();

        var reply = await Reply.AskAsync(room.OpenAi(server.BaseUrl).GetChatClient("m"), "Hi", null, seen.SetResult);

        Assert.Equal("half", reply.Text);
        Assert.Equal(ProblemKind.StreamCut, reply.Failure?.Kind);
        Assert.True(reply.Failure?.Retryable);
    }

    [Fact]
    public async Task Stream_without_a_done_mark_is_whole_when_it_told_why_it_ended()
    {
        var reply = await AskAsync(Bodies.Chunk("x") + "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"tool_calls\"}]}\n", Delivery.Whole);

        Assert.Null(reply.Failure);
        Assert.Equal(ChatFinishReason.ToolCalls, reply.FinishReason);
    }

    [Fact]
    public async Task Text_that_arrives_together_is_one_update()
    {
        var reply = await AskAsync(Bodies.Chunks([.. Enumerable.Range(0, 200).Select(i => $"w{i} ")]), Delivery.Whole);

        Assert.Equal(string.Concat(Enumerable.Range(0, 200).Select(i => $"w{i} ")), reply.Text);
        Assert.True(reply.Updates.Count < 20, $"{reply.Updates.Count} updates for 200 tokens");
    }

    [Fact]
    public async Task Server_that_does_not_stream_is_understood()
    {
        var reply = await AskAsync(context => Replay.WriteAsync(
            context,
            "application/json",
            "{\n \"choices\": [{\"message\": {\"role\": \"assistant\", \"reasoning\": \"hm\", \"content\": \"whole\"}, \"finish_reason\": \"stop\"}],\n \"usage\": {\"prompt_tokens\": 1, \"completion_tokens\": 2}}"));

        Assert.Null(reply.Failure);
        Assert.Equal("whole", reply.Text);
        Assert.Equal("hm", reply.Thinking);
        Assert.Equal(2, reply.Usage?.OutputTokenCount);
    }

    [Fact]
    public async Task Half_of_a_surrogate_pair_waits_for_the_other()
    {
        var reply = await AskAsync(Bodies.Chunks("a\\ud83d", "\\ude00b"), Delivery.ByteByByte);

        Assert.Equal("a😀b", reply.Text);
        Assert.DoesNotContain(reply.Contents<TextContent>(), content => char.IsHighSurrogate(content.Text[^1]));
    }

    private static Task<Reply> AskAsync(string body, Delivery delivery) => AskAsync(context => Replay.WriteAsync(context, Events, body, delivery));

    private static async Task<Reply> AskAsync(Microsoft.AspNetCore.Http.RequestDelegate answer)
    {
        await using var server = await LoopbackServer.StartAsync(answer);
        using var room = new TestRoom();
        return await Reply.AskAsync(room.OpenAi(server.BaseUrl).GetChatClient("m"));
    }
}
