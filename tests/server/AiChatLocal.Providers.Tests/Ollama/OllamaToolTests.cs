using AiChatLocal.Providers.Tests.Support;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Tests.Ollama;

public sealed class OllamaToolTests
{
    private const string Lines = "application/x-ndjson";

    [Theory]
    [MemberData(nameof(Replay.Deliveries), MemberType = typeof(Replay))]
    public async Task Calls_come_whole_with_objects_as_arguments(Delivery delivery)
    {
        await using var server = await LoopbackServer.StartAsync(context => Replay.WriteAsync(
            context,
            Lines,
            """
            {"model":"m","message":{"role":"assistant","content":"","tool_calls":[{"id":"c1","function":{"index":0,"name":"weather","arguments":{"city":"Köln"}}}]},"done":false}
            {"model":"m","message":{"role":"assistant","content":"","tool_calls":[{"function":{"name":"time","arguments":{}}}]},"done":false}
            {"model":"m","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop"}

            """,
            delivery));
        using var room = new TestRoom();

        var reply = await Reply.AskAsync(room.Ollama(server.BaseUrl).GetChatClient("m"));

        Assert.Null(reply.Failure);
        var calls = ToolTalk.Calls(reply).ToList();
        Assert.Equal("""c1 weather {"city":"Köln"}""", calls[0]);
        Assert.Matches("^call_[0-9a-f]+_1 time {}$", calls[1]);
        Assert.Equal(ChatFinishReason.ToolCalls, reply.FinishReason);
    }

    [Fact]
    public async Task Images_calls_results_and_tools_are_sent()
    {
        await using var server = await LoopbackServer.StartAsync(context => Replay.WriteAsync(context, Lines, """{"done":true}""" + "\n"));
        using var room = new TestRoom();

        await Reply.AskAsync(room.Ollama(server.BaseUrl).GetChatClient("m"), ToolTalk.Messages, ToolTalk.Options());

        Assert.Equal(
            """{"model":"m","messages":[{"role":"user","content":"What is in it?","images":["iVBORw=="]},{"role":"assistant","content":"Let me look.","tool_calls":[{"id":"c1","function":{"name":"weather","arguments":{"city":"Köln","days":2}}},{"id":"c2","function":{"name":"time","arguments":{}}}]},{"role":"tool","content":"18 °C","tool_name":"weather","tool_call_id":"c1"},{"role":"tool","content":"{\"h\":9}","tool_name":"time","tool_call_id":"c2"}],"stream":true,"truncate":false,"options":{},"tools":[{"type":"function","function":{"name":"weather","description":"Tells the weather.","parameters":{"type":"object","properties":{"city":{"type":"string"}}}}}]}""",
            Assert.Single(server.Requests).Body);
    }
}
