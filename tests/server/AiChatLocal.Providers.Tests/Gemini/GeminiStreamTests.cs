using AiChatLocal.Core;
using AiChatLocal.Providers.Tests.Support;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Tests.Gemini;

public sealed class GeminiStreamTests
{
    private const string Kind = "gemini";

    [Theory]
    [MemberData(nameof(Replay.Deliveries), MemberType = typeof(Replay))]
    public async Task Answer_and_its_usage_are_read_however_they_are_delivered(Delivery delivery) =>
        ProviderFixture.AssertExpected(Kind, "answer", await ProviderFixture.AskAsync(Kind, ProviderFixture.Text(Kind, "answer.sse"), delivery));

    [Theory]
    [MemberData(nameof(Replay.Deliveries), MemberType = typeof(Replay))]
    public async Task Thinking_its_signatures_and_calls_are_read_however_they_are_delivered(Delivery delivery) =>
        ProviderFixture.AssertExpected(
            Kind, "thinking-tools", await ProviderFixture.AskAsync(Kind, ProviderFixture.Text(Kind, "thinking-tools.sse"), delivery));

    [Fact]
    public async Task Signature_behind_the_answer_is_kept() =>
        ProviderFixture.AssertExpected(Kind, "signed-answer", await ProviderFixture.AskAsync(Kind, ProviderFixture.Text(Kind, "signed-answer.sse")));

    [Theory]
    [MemberData(nameof(Replay.Deliveries), MemberType = typeof(Replay))]
    public async Task Unknown_and_absent_and_null_fields_do_no_harm(Delivery delivery)
    {
        var reply = await ProviderFixture.AskAsync(Kind, ProviderFixture.Text(Kind, "strange.sse"), delivery);

        Assert.Null(reply.Failure);
        Assert.Equal("ab", reply.Text);
        Assert.Equal(new ChatFinishReason("BECAUSE"), reply.FinishReason);
        Assert.Null(reply.Usage);
    }

    [Theory]
    [InlineData(Delivery.Whole)]
    [InlineData(Delivery.ByteByByte)]
    public async Task Error_inside_a_good_stream_keeps_what_came_before(Delivery delivery)
    {
        var reply = await ProviderFixture.AskAsync(Kind, ProviderFixture.Text(Kind, "error.sse"), delivery);

        Assert.Equal("partial", reply.Text);
        Assert.Equal((ProblemKind.Busy, true), (reply.Failure?.Kind, reply.Failure?.Retryable));
        Assert.Contains("overloaded", reply.Failure?.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("SyA1234567890", reply.Failure?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_that_is_cut_anywhere_is_told_as_cut()
    {
        var body = ProviderFixture.Text(Kind, "thinking-tools.sse");
        var end = body.LastIndexOf("data: ", StringComparison.Ordinal);
        for (var at = 0; at < end; at += 97)
        {
            var reply = await ProviderFixture.AskAsync(Kind, body[..at]);

            Assert.Equal(ProblemKind.StreamCut, reply.Failure?.Kind);
            Assert.StartsWith(reply.Text, "Let me look.", StringComparison.Ordinal);
            Assert.Empty(reply.Contents<FunctionCallContent>());
        }
    }

    [Fact]
    public async Task Question_that_is_blocked_has_no_answer_and_says_why()
    {
        var reply = await ProviderFixture.AskAsync(Kind, ProviderFixture.Text(Kind, "blocked.sse"));

        Assert.Equal("", reply.Text);
        Assert.Equal(ProblemKind.Refused, reply.Failure?.Kind);
        Assert.Contains("PROHIBITED_CONTENT", reply.Failure?.Detail, StringComparison.Ordinal);
        Assert.NotEmpty(reply.Failure?.Why ?? "");
        Assert.Equal(8, reply.Usage?.InputTokenCount);
    }

    [Fact]
    public async Task Answer_that_the_filter_stops_keeps_what_came_before()
    {
        var reply = await ProviderFixture.AskAsync(Kind, ProviderFixture.Text(Kind, "stopped.sse"));

        Assert.Equal(("Well,", ProblemKind.Refused), (reply.Text, reply.Failure?.Kind));
        Assert.Equal((8, 2), (reply.Usage?.InputTokenCount, reply.Usage?.OutputTokenCount));
    }

    [Theory]
    [InlineData("MAX_TOKENS", "length", null)]
    [InlineData("RECITATION", "content_filter", ProblemKind.Refused)]
    [InlineData("BLOCKLIST", "content_filter", ProblemKind.Refused)]
    [InlineData("SPII", "content_filter", ProblemKind.Refused)]
    [InlineData("LANGUAGE", "content_filter", ProblemKind.Refused)]
    [InlineData("MALFORMED_FUNCTION_CALL", "MALFORMED_FUNCTION_CALL", ProblemKind.ServerError)]
    [InlineData("OTHER", "OTHER", ProblemKind.ServerError)]
    public async Task Each_reason_to_stop_is_told_as_what_it_is(string reason, string finish, string? problem)
    {
        var reply = await ProviderFixture.AskAsync(
            Kind, ProviderFixture.Text(Kind, "answer.sse").Replace("\"STOP\"", $"\"{reason}\"", StringComparison.Ordinal));

        Assert.Equal("Größe: 😀 \"ok\"\n", reply.Text);
        Assert.Equal((finish, problem), (reply.FinishReason?.Value, reply.Failure?.Kind));
    }
}
