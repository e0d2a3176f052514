using AiChatLocal.Core;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Tests.OpenAiCompatible;
using AiChatLocal.Providers.Tests.Support;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace AiChatLocal.Providers.Tests.Http;

public sealed class ConnectionTests
{
    [Fact]
    public async Task Cancelling_closes_the_connection_at_once()
    {
        var closed = new TaskCompletionSource();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            await Replay.WriteAsync(context, "text/event-stream", Bodies.Chunk("first"));
            await using var abort = context.RequestAborted.Register(closed.SetResult);
            await closed.Task;
        });
        using var room = new TestRoom();
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in Stream(room.OpenAi(server.BaseUrl).GetChatClient("m"), stop.Token))
            {
                Assert.Equal("first", update.Text);
                await stop.CancelAsync();
            }
        });

        await closed.Task.WaitAsync(TestRoom.Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Leaving_the_stream_closes_the_connection_at_once()
    {
        var closed = new TaskCompletionSource();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            await Replay.WriteAsync(context, "text/event-stream", Bodies.Chunk("first"));
            await using var abort = context.RequestAborted.Register(closed.SetResult);
            await closed.Task;
        });
        using var room = new TestRoom();

        await foreach (var _ in Stream(room.OpenAi(server.BaseUrl).GetChatClient("m"), TestContext.Current.CancellationToken))
        {
            break;
        }

        await closed.Task.WaitAsync(TestRoom.Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Cancelling_before_the_headers_closes_the_connection()
    {
        using var stop = new CancellationTokenSource();
        var closed = new TaskCompletionSource();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            await using var abort = context.RequestAborted.Register(closed.SetResult);
            await stop.CancelAsync();
            await closed.Task;
        });
        using var room = new TestRoom();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Stream(room.OpenAi(server.BaseUrl).GetChatClient("m"), stop.Token))
            {
            }
        });

        await closed.Task.WaitAsync(TestRoom.Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Answers_read_to_their_end_share_one_connection()
    {
        var connections = new System.Collections.Concurrent.ConcurrentBag<string>();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            connections.Add(context.Connection.Id);
            await Replay.WriteAsync(context, "text/event-stream", Bodies.Chunks("ok"));
        });
        using var http = new HttpRoom();
        var call = HttpCall.Get(new HttpServer("Test", server.BaseUrl, null, $""), "/");

        for (var i = 0; i < 3; i++)
        {
            using var answer = await http.SendAsync(call, TestContext.Current.CancellationToken);
            await answer.ReadAllAsync(TestContext.Current.CancellationToken);
        }

        Assert.Single(connections.Distinct());
    }

    [Fact]
    public async Task Silence_within_a_stream_ends_it_when_a_limit_is_set()
    {
        var time = new FakeTimeProvider();
        var release = new TaskCompletionSource();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            await Replay.WriteAsync(context, "text/event-stream", Bodies.Chunk("first"));
            await release.Task;
        });
        using var room = new TestRoom(new() { SilenceTimeout = TimeSpan.FromMinutes(1), Time = time });
        await using var stream = Stream(room.OpenAi(server.BaseUrl).GetChatClient("m"), TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Assert.True(await stream.MoveNextAsync());
        var next = stream.MoveNextAsync().AsTask();
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(2));

        var failure = await Assert.ThrowsAsync<ProviderException>(() => next.WaitAsync(TestRoom.Patience, TestContext.Current.CancellationToken));
        Assert.Contains("nothing for 60 s", failure.Problem.What, StringComparison.Ordinal);
        release.SetResult();
    }

    [Theory]
    [InlineData("http://0.0.0.0:8080/v1", "http://127.0.0.1:8080/v1", true)]
    [InlineData("http://[::]:8080", "http://[::1]:8080/", true)]
    [InlineData("http://localhost:1", "http://localhost:1/", true)]
    [InlineData("http://api.localhost:1", "http://api.localhost:1/", true)]
    [InlineData("http://127.4.5.6:1", "http://127.4.5.6:1/", true)]
    [InlineData("http://[::ffff:127.0.0.1]:1", "http://[::ffff:127.0.0.1]:1/", true)]
    [InlineData("http://192.168.1.5:11434", "http://192.168.1.5:11434/", false)]
    [InlineData("https://localhost.example.com", "https://localhost.example.com/", false)]
    [InlineData("https://api.openai.com/v1", "https://api.openai.com/v1", false)]
    public void Only_loopback_addresses_stay_on_this_machine(string given, string expected, bool stays)
    {
        var address = Loopback.ToClientAddress(new(given));

        Assert.Equal(expected, address.AbsoluteUri);
        Assert.Equal(stays, Loopback.IsLoopback(address));
        using var room = new TestRoom();
        Assert.Equal(!stays, room.OpenAi(new(given)).LeavesThisMachine);
    }

    private static IAsyncEnumerable<ChatResponseUpdate> Stream(IChatClient client, CancellationToken cancellationToken) =>
        client.GetStreamingResponseAsync([new(ChatRole.User, "Hi")], null, cancellationToken);
}
