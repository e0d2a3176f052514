using AiChatLocal.Providers.Tests.Support;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Tests.OpenAiCompatible;

/// <summary>Where Mistral's API is another than the one that it resembles.</summary>
public sealed class MistralTests
{
    [Fact]
    public async Task Nothing_is_sent_that_it_does_not_know()
    {
        var bodies = await AskAsync(
            (client, _) => Reply.AskAsync(client, "Hi", new() { Seed = 1, TopK = 2, Reasoning = new() { Effort = ReasoningEffort.None } }), "mistral-small");

        Assert.Equal("""{"model":"mistral-small","messages":[{"role":"user","content":"Hi"}],"stream":true,"random_seed":1,"reasoning_effort":"none"}""", bodies[0]);
    }

    [Fact]
    public async Task Magistral_thinks_by_its_prompt_mode()
    {
        var bodies = await AskAsync((client, _) => Reply.AskAsync(client, "Hi", new() { Reasoning = new() { Effort = ReasoningEffort.High } }), "magistral-medium");

        Assert.EndsWith(""","prompt_mode":"reasoning"}""", bodies[0], StringComparison.Ordinal);
        Assert.DoesNotContain("reasoning_effort", bodies[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signed_thinking_goes_back_to_it_and_to_no_other()
    {
        var bodies = await AskAsync(
            async (client, other) =>
            {
                var first = await Reply.AskAsync(client);
                ChatMessage[] talk = [new(ChatRole.User, "Hi"), new(ChatRole.Assistant, [.. first.Updates.SelectMany(update => update.Contents)])];
                await Reply.AskAsync(client, talk);
                await Reply.AskAsync(other, talk);
            },
            "m");

        Assert.Contains(
            """{"role":"assistant","content":[{"type":"thinking","thinking":[{"type":"text","text":"I look at Köln."}],"signature":"sig-1"},{"type":"text","text":"Größe \uD83D\uDE00"}]}""",
            Joined(bodies[1]),
            StringComparison.Ordinal);
        Assert.Contains("""{"role":"assistant","content":"Größe \uD83D\uDE00"}""", bodies[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ids_of_other_vendors_calls_become_ids_that_it_takes()
    {
        var bodies = await AskAsync((client, _) => Reply.AskAsync(client, ToolTalk.Messages), "m");

        var ids = System.Text.RegularExpressions.Regex.Matches(bodies[0], "\"(?:id|tool_call_id)\":\"([^\"]*)\"").Select(match => match.Groups[1].Value).ToArray();
        Assert.Equal(4, ids.Length);
        Assert.All(ids, id => Assert.Matches("^[a-zA-Z0-9]{9}$", id));
        Assert.Equal(ids[..2], ids[2..]);
    }

    /// <summary>Text that came in two pieces may be written as two.</summary>
    private static string Joined(string body) => body.Replace("""Größe "},{"type":"text","text":""" + "\"", "Größe ", StringComparison.Ordinal);

    private static async Task<IReadOnlyList<string>> AskAsync(Func<IChatClient, IChatClient, Task> ask, string model)
    {
        await using var server = await LoopbackServer.StartAsync(
            context => Replay.WriteAsync(context, "text/event-stream", SharedBody.Read("mistral/thinking.sse")));
        using var room = new TestRoom();
        await ask(room.Provider("mistral", server.BaseUrl).GetChatClient(model), room.OpenAi(server.BaseUrl).GetChatClient(model));
        return [.. server.Requests.Select(request => request.Body)];
    }
}
