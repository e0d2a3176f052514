using AiChatLocal.Providers.Tests.Support;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Tests.OpenAiCompatible;

public sealed class OpenAiToolTests
{
    private const string Events = "text/event-stream";

    [Theory]
    [MemberData(nameof(Replay.Deliveries), MemberType = typeof(Replay))]
    public async Task Calls_are_put_together_from_their_fragments(Delivery delivery)
    {
        var reply = await AskAsync(
            """
            data: {"choices":[{"index":0,"delta":{"role":"assistant","content":null}}]}

            data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c1","type":"function","function":{"name":"weather","arguments":""}}]}}]}

            data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"city\":\"K\u00f6"}}]}}]}

            data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"ln\"}"}}]}}]}

            data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"c2","type":"function","function":{"name":"time","arguments":"{}"}}]}}]}

            data: {"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}

            data: [DONE]


            """,
            delivery);

        Assert.Null(reply.Failure);
        Assert.Equal(["""c1 weather {"city":"Köln"}""", "c2 time {}"], ToolTalk.Calls(reply));
        Assert.Equal(ChatFinishReason.ToolCalls, reply.FinishReason);
    }

    [Fact]
    public async Task Calls_without_an_index_an_id_or_a_stream_are_told_apart()
    {
        var noIndex = await AskAsync(
            """
            data: {"choices":[{"delta":{"tool_calls":[{"id":"a","function":{"name":"one","arguments":"{}"}}]}}]}

            data: {"choices":[{"delta":{"tool_calls":[{"id":"b","function":{"name":"two","arguments":{"x":1}}}]},"finish_reason":"tool_calls"}]}

            data: [DONE]


            """);
        Assert.Equal(["a one {}", """b two {"x":1}"""], ToolTalk.Calls(noIndex));

        var whole = await AskAsync(
            """{"choices":[{"message":{"role":"assistant","content":"","tool_calls":[{"function":{"name":"one","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}""",
            mediaType: "application/json");
        Assert.StartsWith("call_", Assert.Single(whole.Contents<FunctionCallContent>()).CallId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_that_are_no_object_are_kept_and_said_to_be_so()
    {
        var reply = await AskAsync(
            """
            data: {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"one","arguments":"{\"x\":"}}]},"finish_reason":"tool_calls"}]}

            data: [DONE]


            """);

        var call = Assert.Single(reply.Contents<FunctionCallContent>());
        Assert.NotNull(call.Exception);
        Assert.Equal("{\"x\":", call.AdditionalProperties?["raw_arguments"]);
    }

    [Fact]
    public async Task Images_calls_results_and_tools_are_sent()
    {
        await using var server = await LoopbackServer.StartAsync(context => Replay.WriteAsync(context, Events, Bodies.Chunk("ok") + "data: [DONE]\n\n"));
        using var room = new TestRoom();
        var client = room.OpenAi(server.BaseUrl).GetChatClient("m");

        await Reply.AskAsync(client, ToolTalk.Messages, ToolTalk.Options());
        await Reply.AskAsync(client, [new(ChatRole.User, "Hi")], ToolTalk.Options(ChatToolMode.RequireSpecific("weather")));
        await Reply.AskAsync(client, [new(ChatRole.User, "Hi")], ToolTalk.Options(ChatToolMode.None));

        Assert.Equal(
            [
                """{"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"What is in it?"},{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw=="}}]},{"role":"assistant","content":"Let me look.","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{\"city\":\"Köln\",\"days\":2}"}},{"id":"c2","type":"function","function":{"name":"time","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c1","content":"18 °C"},{"role":"tool","tool_call_id":"c2","content":"{\"h\":9}"}],"stream":true,"stream_options":{"include_usage":true},"tools":[{"type":"function","function":{"name":"weather","description":"Tells the weather.","parameters":{"type":"object","properties":{"city":{"type":"string"}}}}}]}""",
                """{"model":"m","messages":[{"role":"user","content":"Hi"}],"stream":true,"stream_options":{"include_usage":true},"tools":[{"type":"function","function":{"name":"weather","description":"Tells the weather.","parameters":{"type":"object","properties":{"city":{"type":"string"}}}}}],"tool_choice":{"type":"function","function":{"name":"weather"}}}""",
                """{"model":"m","messages":[{"role":"user","content":"Hi"}],"stream":true,"stream_options":{"include_usage":true}}""",
            ],
            server.Requests.Select(request => request.Body));
    }

    private static async Task<Reply> AskAsync(string body, Delivery delivery = Delivery.Whole, string mediaType = Events)
    {
        await using var server = await LoopbackServer.StartAsync(context => Replay.WriteAsync(context, mediaType, body, delivery));
        using var room = new TestRoom();
        return await Reply.AskAsync(room.OpenAi(server.BaseUrl).GetChatClient("m"));
    }
}
