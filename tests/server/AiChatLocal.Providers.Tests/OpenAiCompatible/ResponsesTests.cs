using AiChatLocal.Core;
using AiChatLocal.Providers.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Tests.OpenAiCompatible;

/// <summary>OpenAI's Responses API, which the kind <c>openai</c> speaks.</summary>
public sealed class ResponsesTests
{
    private const string Events = "text/event-stream";
    private const string End = "data: {\"type\":\"response.completed\",\"response\":{\"status\":\"completed\"}}\n\n";

    [Fact]
    public async Task Encrypted_thinking_goes_back_unchanged_and_that_of_others_does_not()
    {
        await using var server = await LoopbackServer.StartAsync(context => Replay.WriteAsync(context, Events, SharedBody.Read("openai/responses-tools.sse")));
        using var room = new TestRoom();
        var client = room.Provider("openai", server.BaseUrl).GetChatClient("m");

        var first = await Reply.AskAsync(client);
        await Reply.AskAsync(client, [new(ChatRole.User, "Hi"), new(ChatRole.Assistant, [.. first.Updates.SelectMany(update => update.Contents)])]);
        await Reply.AskAsync(client, ToolTalk.Messages);

        const string Item = """{"id":"rs_1","type":"reasoning","summary":[{"type":"summary_text","text":"I look at Köln."},{"type":"summary_text","text":"Then I ask."}],"encrypted_content":"gAAAA+/=="}""";
        Assert.Equal(Item, first.Contents<TextReasoningContent>().Select(content => content.ProtectedData).OfType<string>().Single());
        Assert.Contains(
            $$"""{"role":"user","content":"Hi"},{{Item}},{"role":"assistant","content":"Größe \uD83D\uDE00"},{"type":"function_call","call_id":"call_a","name":"weather","arguments":"{\"city\":\"Köln\"}"},{"type":"function_call","call_id":"call_b","name":"time","arguments":"{}"}]""",
            server.Requests[1].Body,
            StringComparison.Ordinal);
        Assert.DoesNotContain("sig==", server.Requests[2].Body, StringComparison.Ordinal);
        Assert.DoesNotContain("I should look", server.Requests[2].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_stored_at_the_vendor()
    {
        await using var server = await LoopbackServer.StartAsync(context => Replay.WriteAsync(context, Events, End));
        using var room = new TestRoom();

        await Reply.AskAsync(room.Provider("openai", server.BaseUrl, "k").GetChatClient("gpt-4o"), "Hi", ToolTalk.Options(ChatToolMode.RequireSpecific("weather")));

        Assert.Equal(
            """{"model":"gpt-4o","input":[{"role":"user","content":"Hi"}],"stream":true,"store":false,"tools":[{"type":"function","name":"weather","description":"Tells the weather.","parameters":{"type":"object","properties":{"city":{"type":"string"}}},"strict":false}],"tool_choice":{"type":"function","name":"weather"}}""",
            Assert.Single(server.Requests).Body);
    }

    [Fact]
    public async Task Model_that_refuses_encrypted_thinking_or_summaries_is_asked_without_them_from_then_on()
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            context.Request.Body = Stream.Null;
            var length = context.Request.ContentLength;
            var refusal = length == Body(include: true, reasoning: true).Length ? """{"error":{"message":"Encrypted content is not supported with this model.","param":"include"}}"""
                : length == Body(include: false, reasoning: true).Length ? """{"error":{"message":"Unsupported parameter: 'reasoning.summary' is not supported with this model."}}"""
                : null;
            if (refusal is not null)
            {
                context.Response.StatusCode = 400;
                await context.Response.WriteAsync(refusal, context.RequestAborted);
                return;
            }

            await Replay.WriteAsync(context, Events, End);
        });
        using var room = new TestRoom();
        var provider = room.Provider("openai", server.BaseUrl);

        await Reply.AskAsync(provider.GetChatClient("new"));
        var second = await Reply.AskAsync(provider.GetChatClient("new"));

        Assert.Null(second.Failure);
        Assert.Equal([Body(true, true), Body(false, true), Body(false, false), Body(false, false)], server.Requests.Select(request => request.Body));
    }

    [Theory]
    [MemberData(nameof(Replay.Deliveries), MemberType = typeof(Replay))]
    public async Task Failures_keep_what_came_before(Delivery delivery)
    {
        var text = "data: {\"delta\":\"Grö\",\"new\":[{}],\"type\":\"response.output_text.delta\"}\n\n";
        foreach (var failure in (string[])
        [
            "event: error\ndata: {\"type\":\"error\",\"code\":\"server_error\",\"message\":\"The model broke.\",\"param\":null}\n\n",
            "data: {\"type\":\"error\",\"error\":{\"message\":\"The model broke.\"}}\n\n",
            "data: {\"error\":{\"message\":\"The model broke.\"}}\n\n",
        ])
        {
            var reply = await AskAsync(text + failure, delivery);
            Assert.Equal(("Grö", ProblemKind.ServerError, "The model broke."), (reply.Text, reply.Failure?.Kind, reply.Failure?.Detail));
        }

        var failed = await AskAsync(SharedBody.Read("openai/responses-failed.sse"), delivery);
        Assert.Equal(("Grö", "The model broke."), (failed.Text, failed.Failure?.Detail));
    }

    [Fact]
    public async Task Events_without_indexes_with_unknown_fields_and_without_pieces_are_understood()
    {
        var reply = await AskAsync(
            """
            data: {"type":"response.brand_new","x":{"delta":"no"}}

            data: {"item":{"type":"reasoning","content":[{"type":"reasoning_text","text":"hm"}]},"type":"response.output_item.done"}

            data: {"item":{"type":"message","content":[{"type":"output_text","text":"whole"}]},"type":"response.output_item.done"}

            data: {"item":{"type":"web_search_call"},"type":"response.output_item.done"}

            data: {"type":"response.completed"}


            """,
            Delivery.Whole);

        Assert.Null(reply.Failure);
        Assert.Equal(("hm", "whole", ChatFinishReason.Stop), (reply.Thinking, reply.Text, reply.FinishReason));
        Assert.Null(reply.Usage);
    }

    [Fact]
    public async Task Whole_response_of_a_server_that_does_not_stream_is_read()
    {
        var reply = await AskAsync(
            """{"object":"response","status":"incomplete","incomplete_details":{"reason":"content_filter"},"output":[{"type":"message","content":[{"type":"output_text","text":"a"}]}],"usage":{"input_tokens":1,"output_tokens":2,"total_tokens":3}}""",
            Delivery.Whole,
            "application/json");

        Assert.Null(reply.Failure);
        Assert.Equal(("a", ChatFinishReason.ContentFilter, 2), (reply.Text, reply.FinishReason, reply.Usage?.OutputTokenCount));
    }

    private static string Body(bool include, bool reasoning) =>
        """{"model":"new","input":[{"role":"user","content":"Hi"}],"stream":true,"store":false"""
        + (include ? ""","include":["reasoning.encrypted_content"]""" : "") + (reasoning ? ""","reasoning":{"summary":"auto"}""" : "") + "}";

    private static async Task<Reply> AskAsync(string body, Delivery delivery, string mediaType = Events)
    {
        await using var server = await LoopbackServer.StartAsync(context => Replay.WriteAsync(context, mediaType, body, delivery));
        using var room = new TestRoom();
        return await Reply.AskAsync(room.Provider("openai", server.BaseUrl).GetChatClient("m"));
    }
}
