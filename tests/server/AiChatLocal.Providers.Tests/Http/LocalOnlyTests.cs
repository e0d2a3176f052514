using AiChatLocal.Core;
using AiChatLocal.Core.Privacy;
using AiChatLocal.Providers.Embedded.Download;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Tests.Embedded;
using AiChatLocal.Providers.Tests.OpenAiCompatible;
using AiChatLocal.Providers.Tests.Support;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Tests.Http;

public sealed class LocalOnlyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://203.0.113.1/v1", "203.0.113.1")]
    [InlineData("http://192.168.1.5:11434/v1", "192.168.1.5")]
    [InlineData("https://models.example/v1", "models.example")]
    [InlineData("http://localhost.example/v1", "localhost.example")]
    public async Task Other_machines_are_refused_before_any_connection_or_name_lookup(string url, string host)
    {
        var border = new Border { LocalOnly = true };
        using var room = new TestRoom(border.Options);
        var provider = room.OpenAi(new(url), "sk-secret");

        var reply = await Reply.AskAsync(provider.GetChatClient("m"));
        var listing = await Assert.ThrowsAsync<ProviderException>(() => provider.ListModelsAsync(Token));
        var test = await provider.TestAsync(null, Token);

        Assert.All([reply.Failure, listing.Problem, test.Steps[0].Failure], problem =>
        {
            Assert.Equal(ProblemKind.LocalOnly, problem!.Kind);
            Assert.Contains(host, problem.What, StringComparison.Ordinal);
            Assert.Contains("Local only is on", problem.Why, StringComparison.Ordinal);
            Assert.Contains("privacy local-only off", problem.Fix, StringComparison.Ordinal);
        });
        Assert.Empty(border.Attempts);
        Assert.Empty(border.LookedUp);
        Assert.Equal(3, border.Recorded.Count);
        Assert.All(border.Recorded, entry => Assert.Equal((EgressOutcome.Refused, host, 0L), (entry.Outcome, entry.Host, entry.BytesSent)));
    }

    [Fact]
    public async Task Without_it_they_are_asked()
    {
        var border = new Border();
        using var room = new TestRoom(border.Options);
        var reply = await Reply.AskAsync(room.OpenAi(new("http://models.example/v1")).GetChatClient("m"));
        Assert.Equal(ProblemKind.Unreachable, reply.Failure?.Kind);
        Assert.Equal(["models.example:80"], border.Attempts.Distinct());
        var entry = Assert.Single(border.Ended);
        Assert.Equal((EgressOutcome.Failed, 0L, false), (entry.Outcome, entry.BytesSent, entry.IsLoopback));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("models.localhost")]
    public async Task This_machine_answers_while_it_is_on(string host)
    {
        await using var server = await LoopbackServer.StartAsync(context => Replay.WriteAsync(context, "text/event-stream", Bodies.Chunks("Hello")));
        var border = new Border { LocalOnly = true };
        using var room = new TestRoom(border.Options);
        var reply = await Reply.AskAsync(room.OpenAi(new UriBuilder(server.BaseUrl) { Host = host }.Uri).GetChatClient("m"));
        Assert.Equal("Hello", reply.Text);
        Assert.Empty(border.Attempts);
        Assert.True(Assert.Single(border.Ended).IsLoopback);
    }

    [Fact]
    public async Task A_download_is_refused_as_anything_else_is()
    {
        using var folder = new TempFolder();
        var border = new Border { LocalOnly = true };
        using var http = new HttpRoom(border.Options);
        var downloader = new ModelDownloader(
            new(folder.Path), http, new(name => name == "npm_config_registry" ? "https://registry.example/" : null), TimeProvider.System);
        var failure = await Assert.ThrowsAsync<ProviderException>(() => downloader.PullAsync(new FakePackage().Model, _ => { }, Token));
        Assert.Equal(ProblemKind.LocalOnly, failure.Problem.Kind);
        Assert.Contains("registry.example", failure.Problem.What, StringComparison.Ordinal);
        Assert.Empty(border.Attempts);
    }

    [Fact]
    public async Task An_answer_under_way_from_outside_is_broken_off_when_it_is_turned_on()
    {
        var release = new TaskCompletionSource();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            await Replay.WriteAsync(context, "text/event-stream", Bodies.Chunk("first"));
            await release.Task;
            await Replay.WriteAsync(context, "text/event-stream", Bodies.Chunk("second"));
        });
        var border = new Border(server.BaseUrl);
        using var room = new TestRoom(border.Options);
        var reply = await Reply.AskAsync(room.OpenAi(new("http://models.example/v1")).GetChatClient("m"), "Hi", null, () =>
        {
            border.LocalOnly = true;
            release.TrySetResult();
        });
        Assert.Equal(("first", ProblemKind.LocalOnly), (reply.Text, reply.Failure?.Kind));
        Assert.Equal(EgressOutcome.Cancelled, Assert.Single(border.Ended).Outcome);
    }
}
