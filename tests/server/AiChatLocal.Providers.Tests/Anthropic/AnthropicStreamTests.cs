using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Tests.Support;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Tests.Anthropic;

public sealed class AnthropicStreamTests
{
    private const string Kind = "anthropic";

    [Theory]
    [MemberData(nameof(Replay.Deliveries), MemberType = typeof(Replay))]
    public async Task Answer_and_its_usage_are_read_however_they_are_delivered(Delivery delivery)
    {
        var reply = await ProviderFixture.AskAsync(Kind, ProviderFixture.Text(Kind, "answer.sse"), delivery);

        ProviderFixture.AssertExpected(Kind, "answer", reply);
        Assert.Equal(40, reply.Usage?.AdditionalCounts?[UsageCounts.CacheWriteHour]);
    }

    [Theory]
    [MemberData(nameof(Replay.Deliveries), MemberType = typeof(Replay))]
    public async Task Thinking_its_signatures_and_calls_are_read_however_they_are_delivered(Delivery delivery) =>
        ProviderFixture.AssertExpected(
            Kind, "thinking-tools", await ProviderFixture.AskAsync(Kind, ProviderFixture.Text(Kind, "thinking-tools.sse"), delivery));

    [Theory]
    [MemberData(nameof(Replay.Deliveries), MemberType = typeof(Replay))]
    public async Task Unknown_and_absent_and_null_fields_do_no_harm(Delivery delivery)
    {
        var reply = await ProviderFixture.AskAsync(Kind, ProviderFixture.Text(Kind, "strange.sse"), delivery);

        Assert.Null(reply.Failure);
        Assert.Equal("ab", reply.Text);
        Assert.Empty(reply.Contents<FunctionCallContent>());
        Assert.Equal(new ChatFinishReason("because"), reply.FinishReason);
        Assert.Equal((3, 0, null), (reply.Usage?.InputTokenCount, reply.Usage?.OutputTokenCount, reply.Usage?.CachedInputTokenCount));
    }

    [Theory]
    [InlineData(Delivery.Whole)]
    [InlineData(Delivery.ByteByByte)]
    public async Task Error_inside_a_good_stream_keeps_what_came_before(Delivery delivery)
    {
        var reply = await ProviderFixture.AskAsync(Kind, ProviderFixture.Text(Kind, "error.sse"), delivery);

        Assert.Equal("partial", reply.Text);
        Assert.Equal((ProblemKind.Busy, true), (reply.Failure?.Kind, reply.Failure?.Retryable));
        Assert.Contains("Overloaded", reply.Failure?.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("abcdefghijkl", reply.Failure?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_that_is_cut_anywhere_is_told_as_cut()
    {
        var body = ProviderFixture.Text(Kind, "thinking-tools.sse");
        var end = body.IndexOf("event: message_delta", StringComparison.Ordinal);
        for (var at = 0; at < end; at += 97)
        {
            var reply = await ProviderFixture.AskAsync(Kind, body[..at]);

            Assert.Equal(ProblemKind.StreamCut, reply.Failure?.Kind);
            Assert.StartsWith(reply.Text, "Let me look.", StringComparison.Ordinal);
            Assert.Empty(reply.Contents<FunctionCallContent>());
        }
    }

    [Fact]
    public async Task Refusal_is_told_with_the_vendors_words_and_its_tokens()
    {
        var reply = await ProviderFixture.AskAsync(Kind, ProviderFixture.Text(Kind, "refusal.sse"));

        Assert.Equal("Well,", reply.Text);
        Assert.Equal((ProblemKind.Refused, "This would help an attack."), (reply.Failure?.Kind, reply.Failure?.Why));
        Assert.Contains("cyber", reply.Failure?.Detail, StringComparison.Ordinal);
        Assert.Equal(4, reply.Usage?.OutputTokenCount);
    }

    [Theory]
    [InlineData("end_turn", "stop", null)]
    [InlineData("stop_sequence", "stop", null)]
    [InlineData("max_tokens", "length", null)]
    [InlineData("model_context_window_exceeded", "length", ProblemKind.ContextTooLong)]
    [InlineData("pause_turn", "pause_turn", ProblemKind.ServerError)]
    [InlineData("refusal", "content_filter", ProblemKind.Refused)]
    public async Task Each_reason_to_stop_is_told_as_what_it_is(string reason, string finish, string? problem)
    {
        var reply = await ProviderFixture.AskAsync(
            Kind, ProviderFixture.Text(Kind, "answer.sse").Replace("\"end_turn\"", $"\"{reason}\"", StringComparison.Ordinal));

        Assert.Equal("Größe: 😀 \"ok\"\n", reply.Text);
        Assert.Equal((finish, problem), (reply.FinishReason?.Value, reply.Failure?.Kind));
        Assert.Equal(15, reply.Usage?.OutputTokenCount);
    }

    [Fact]
    public async Task Message_that_comes_whole_is_read()
    {
        await using var server = await LoopbackServer.StartAsync(context => Replay.WriteAsync(
            context, "application/json",
            """
            {"id":"msg_1","type":"message","role":"assistant","content":[{"type":"thinking","thinking":"why","signature":"s="},{"type":"text","text":"yes"},{"type":"tool_use","id":"t1","name":"time","input":{"z":1}}],"stop_reason":"tool_use","usage":{"input_tokens":2,"output_tokens":3}}
            """));
        using var room = new TestRoom();

        var reply = await Reply.AskAsync(room.Provider(Kind, server.BaseUrl).GetChatClient("m"), "Hi", new() { MaxOutputTokens = 9 });

        Assert.Null(reply.Failure);
        Assert.Equal(("yes", "why", ChatFinishReason.ToolCalls, 5), (reply.Text, reply.Thinking, reply.FinishReason, reply.Usage?.TotalTokenCount));
        Assert.Equal("s=", reply.Contents<TextReasoningContent>().Last().ProtectedData);
        Assert.Equal(["""t1 time {"z":1}"""], ToolTalk.Calls(reply));
    }
}
