using System.Net;
using System.Net.Sockets;
using AiChatLocal.Core;
using AiChatLocal.Providers.Tests.Support;

namespace AiChatLocal.Providers.Tests.Http;

#pragma warning disable RS0030 // The server here is one that accepts no connection, which no HTTP server can play.
public sealed class ConnectTimeoutTests
{
    /// <summary>A connection over loopback that is taken at all is there at once.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_server_that_accepts_no_connection_is_given_up_and_told()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems refuse a connection when a listener's queue is full.");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(backlog: 0);
        var endpoint = (IPEndPoint)listener.LocalEndpoint;
        List<TcpClient> queued = [];
        try
        {
            // Nobody accepts them: they fill the queue, and the system answers no more.
            for (var full = false; !full;)
            {
                var client = new TcpClient();
                queued.Add(client);
                var connecting = client.ConnectAsync(endpoint, TestContext.Current.CancellationToken).AsTask();
                full = await Task.WhenAny(connecting, Task.Delay(Long, TestContext.Current.CancellationToken)) != connecting;
                Assert.True(queued.Count < 100, "The queue takes any number of connections.");
            }

            using var room = new TestRoom(new() { ConnectTimeout = TimeSpan.FromMilliseconds(300) });
            var reply = await Reply.AskAsync(room.OpenAi(new($"http://127.0.0.1:{endpoint.Port}")).GetChatClient("m"))
                .WaitAsync(TestRoom.Patience, TestContext.Current.CancellationToken);

            Assert.Equal((ProblemKind.Unreachable, true), (reply.Failure?.Kind, reply.Failure?.Retryable));
            Assert.Equal("It did not accept a connection within 0.3 s.", reply.Failure?.Why);
            Assert.NotEmpty(reply.Failure?.Fix ?? "");
        }
        finally
        {
            queued.ForEach(client => client.Dispose());
        }
    }
}
