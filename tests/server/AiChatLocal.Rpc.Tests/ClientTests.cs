using System.IO.Pipelines;
using AiChatLocal.Protocol;
using AiChatLocal.Rpc.TestHost;
using AiChatLocal.Rpc.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiChatLocal.Rpc.Tests;

/// <summary>Two sessions that talk to each other: both roles, both framings.</summary>
public sealed class ClientTests : IAsyncLifetime
{
    private readonly List<StreamDelta> _deltas = [];
    private readonly List<RpcSession> _sessions = [];

    [Theory]
    [InlineData(RpcFraming.Headers)]
    [InlineData(RpcFraming.Lines)]
    public async Task A_client_gets_results_errors_and_streams(RpcFraming framing)
    {
        var (client, _) = Connect(framing);
        var token = TestContext.Current.CancellationToken;
        Assert.Equal("xx", (await client.RequestAsync<EchoParams, EchoResult>(new("x", 2), token).Time()).Text);

        var error = await Assert.ThrowsAsync<RpcException>(() => client.RequestAsync<FailParams, EmptyResult>(new("rpc"), token).Time());
        Assert.Equal(RpcErrorCode.NotFound, error.Code);
        Assert.Equal("There is no such thing.", error.Message);
        Assert.Equal(new ErrorData("notFound", "It was removed.", "Choose another.", Retryable: true), error.ErrorData);

        var result = await client.RequestAsync<StreamParams, StreamResult>(new("s", 20_000), token).Time();
        // The handler of a notification has returned before the response is given out.
        Assert.Equal(new StreamResult(20_000, "complete"), result);
        Assert.Equal(Enumerable.Range(0, _deltas.Count), _deltas.Select(delta => delta.Seq));
        Assert.Equal(TestMethods.Words(0, 20_000), string.Concat(_deltas.Select(delta => delta.Text)));
    }

    [Fact]
    public async Task Both_sides_ask()
    {
        var (client, server) = Connect(RpcFraming.Headers);
        var token = TestContext.Current.CancellationToken;
        Assert.Equal("back", (await client.RequestAsync<AskBackParams, EchoResult>(new("back"), token).Time()).Text);
        Assert.Equal("forth", (await server.RequestAsync<EchoParams, EchoResult>(new("forth"), token).Time()).Text);
    }

    [Fact]
    public async Task Cancelling_asks_the_peer_and_waits_for_its_answer()
    {
        var (client, _) = Connect(RpcFraming.Headers);
        using var cancelling = new CancellationTokenSource();
        var partial = client.RequestAsync<SlowParams, EchoResult>(new(Partial: true), cancelling.Token);
        var without = client.RequestAsync<SlowParams, EchoResult>(new(), cancelling.Token);
        await cancelling.CancelAsync();
        Assert.Equal("partial", (await partial.Time()).Text);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => without.Time());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.RequestAsync<SlowParams, EchoResult>(new(), cancelling.Token).Time());
    }

    [Fact]
    public async Task The_end_of_the_session_fails_what_waits_and_what_comes_after()
    {
        var (client, server) = Connect(RpcFraming.Headers);
        var token = TestContext.Current.CancellationToken;
        var waiting = client.RequestAsync<SlowParams, EchoResult>(new(), token);
        client.Close();
        await Assert.ThrowsAsync<RpcConnectionException>(() => waiting.Time());
        await client.DisposeAsync().Time();
        await Assert.ThrowsAsync<RpcConnectionException>(() => client.RequestAsync<EchoParams, EchoResult>(new("x"), token).Time());
        await Assert.ThrowsAsync<RpcConnectionException>(() => client.NotifyAsync(new ExitParams(), token).Time());
        await server.DisposeAsync().Time();
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{"text":5}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":null}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":"x"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":5}""")]
    public async Task An_odd_answer_is_an_error(string answer)
    {
        await using var peer = new Peer();
        var asked = peer.Session.RequestAsync<EchoParams, EchoResult>(new("x"), CancellationToken.None);
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"method":"test/echo","params":{"text":"x","times":1}}""", (await peer.ReadAsync()).GetRawText());
        await peer.SendAsync(answer);
        Assert.Equal(RpcErrorCode.InternalError, (await Assert.ThrowsAsync<RpcException>(() => asked.Time())).Code);
    }

    [Fact]
    public async Task Foreign_error_data_is_kept_as_detail()
    {
        await using var peer = new Peer();
        var asked = peer.Session.RequestAsync<FailParams, EmptyResult>(new("x"), CancellationToken.None);
        await peer.ReadAsync();
        await peer.SendAsync("""{"jsonrpc":"2.0","id":1,"error":{"data":{"stack":"s"},"message":"m","code":-5}}""");
        var error = await Assert.ThrowsAsync<RpcException>(() => asked.Time());
        Assert.Equal((-5, "m", """{"stack":"s"}"""), (error.Code, error.Message, error.ErrorData?.Detail));
        asked = peer.Session.RequestAsync<FailParams, EmptyResult>(new("x"), CancellationToken.None);
        await peer.ReadAsync();
        await peer.SendAsync("""{"jsonrpc":"2.0","id":2,"result":null}""");
        Assert.Equal(EmptyResult.Instance, await asked.Time());
    }

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        foreach (var session in _sessions) await session.DisposeAsync().Time();
    }

    private (RpcSession Client, RpcSession Server) Connect(RpcFraming framing)
    {
        var (up, down) = (new Pipe(), new Pipe());
        var options = new RpcSessionOptions { Framing = framing };
        var client = new RpcSession(down.Reader.AsStream(), up.Writer.AsStream(), ClientMethods(), options, NullLogger.Instance);
        var server = new RpcSession(up.Reader.AsStream(), down.Writer.AsStream(), new TestMethods().Create(), options, NullLogger.Instance);
        _sessions.AddRange([client, server]);
        foreach (var session in _sessions) _ = session.RunAsync(CancellationToken.None);
        return (client, server);
    }

    private RpcMethods ClientMethods() => new RpcMethods(TestJsonContext.Default)
        .OnRequest<EchoParams, EchoResult>((p, _, _) => Task.FromResult(new EchoResult(p.Text)))
        .OnNotification<StreamDelta>(async (delta, _, _) =>
        {
            await Task.Yield();
            _deltas.Add(delta);
        });
}
