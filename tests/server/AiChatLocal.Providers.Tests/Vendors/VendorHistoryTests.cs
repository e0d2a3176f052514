using System.Text.Json.Nodes;
using AiChatLocal.Providers.Tests.Support;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Tests.Vendors;

public sealed class VendorHistoryTests
{
    [Theory]
    [InlineData("anthropic", "messages", """[{"role":"user","content":[{"type":"text","text":"One"},{"type":"text","text":"Two"}]},{"role":"assistant","content":[{"type":"text","text":"Yes"}]},{"role":"user","content":[{"type":"text","text":"Three"}]}]""")]
    [InlineData("gemini", "contents", """[{"role":"user","parts":[{"text":"One"},{"text":"Two"}]},{"role":"model","parts":[{"text":"Yes"}]},{"role":"user","parts":[{"text":"Three"}]}]""")]
    public async Task Reply_that_was_stopped_before_its_first_word_is_left_out(string kind, string field, string expected)
    {
        await using var server = await LoopbackServer.StartAsync(
            context => Replay.WriteAsync(context, "text/event-stream", ProviderFixture.Text(kind, "answer.sse")));
        using var room = new TestRoom();
        ChatMessage[] history =
        [
            new(ChatRole.User, "One"),
            new(ChatRole.Assistant, [new TextReasoningContent("Hm."), new TextContent(" \n")]),
            new(ChatRole.User, "Two"),
            new(ChatRole.Assistant, [new TextReasoningContent("Hm."), new TextContent("Yes")]),
            new(ChatRole.User, "Three"),
        ];

        await Reply.AskAsync(room.Provider(kind, server.BaseUrl).GetChatClient("m"), history, new() { MaxOutputTokens = 1 });

        Assert.Equal(expected, JsonNode.Parse(Assert.Single(server.Requests).Body)![field]!.ToJsonString());
    }
}
