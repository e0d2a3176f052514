using System.Text.Json;
using AiChatLocal.Providers.Tests.Support;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Tests.Http;

/// <summary>Bodies lie in memory that is used again: what one question wrote is never sent with another one.</summary>
public sealed class RequestBodyTests
{
    private const string Answer = "data: {\"choices\":[{\"delta\":{\"content\":\"Yes\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";

    [Fact]
    public async Task Long_questions_at_once_arrive_as_they_were_asked()
    {
        await using var server = await LoopbackServer.StartAsync(context => Replay.WriteAsync(context, "text/event-stream", Answer));
        using var room = new TestRoom();
        var client = room.Provider("openai-compatible", server.BaseUrl).GetChatClient("m");
        string[] words = ["ä\"\n", "b\t\\", "😀c", "<d>"];
        List<ChatMessage> Conversation(int number) =>
            [.. Enumerable.Range(0, 60).Select(at => new ChatMessage(at % 2 == 0 ? ChatRole.User : ChatRole.Assistant, string.Concat(Enumerable.Repeat($"{number}.{at}{words[at % 4]}", 2000))))];

        for (var round = 0; round < 3; round++)
        {
            var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Reply.AskAsync(client, Conversation(number))));
            Assert.All(replies, reply => Assert.Equal("Yes", reply.Text));
        }

        var arrived = server.Requests.Select(request => TextsOf(request.Body)).GroupBy(texts => texts[0][..2]).ToDictionary(group => group.Key, group => group.ToList());
        Assert.All(Enumerable.Range(0, 6), number =>
        {
            var asked = Conversation(number).Select(message => message.Text);
            Assert.Equal([true, true, true], arrived[$"{number}."].Select(texts => texts.SequenceEqual(asked)));
        });
    }

    [Fact]
    public async Task Questions_whose_connection_ends_while_they_are_sent_leave_nothing_in_others()
    {
        await using var refusing = new RawServer("HTTP/1.1 413 Payload Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", greets: false);
        await using var server = await LoopbackServer.StartAsync(context => Replay.WriteAsync(context, "text/event-stream", Answer));
        using var room = new TestRoom();
        var refused = room.Provider("openai-compatible", new($"http://127.0.0.1:{refusing.Port}")).GetChatClient("m");
        var client = room.Provider("openai-compatible", server.BaseUrl).GetChatClient("m");
        static string Long(string word) => string.Concat(Enumerable.Repeat(word, 200_000));

        for (var round = 0; round < 5; round++)
        {
            var failing = Enumerable.Range(0, 4).Select(_ => Reply.AskAsync(refused, Long("refused "))).ToList();
            var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Reply.AskAsync(client, Long("question "))));
            Assert.All(replies, reply => Assert.Equal("Yes", reply.Text));
            Assert.All(await Task.WhenAll(failing), reply => Assert.NotNull(reply.Failure));
        }

        Assert.All(server.Requests, request => Assert.Equal([Long("question ")], TextsOf(request.Body)));
    }

    private static List<string> TextsOf(string body)
    {
        using var json = JsonDocument.Parse(body);
        return [.. json.RootElement.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("content").GetString()!)];
    }
}
