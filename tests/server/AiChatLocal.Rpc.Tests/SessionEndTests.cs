using AiChatLocal.Protocol;
using AiChatLocal.Rpc.TestHost;
using AiChatLocal.Rpc.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AiChatLocal.Rpc.Tests;

public sealed class SessionEndTests
{
    [Fact]
    public async Task What_comes_after_exit_is_not_looked_at()
    {
        await using var peer = new Peer();
        await peer.SendBytesAsync((byte[])[
            .. peer.Framed("""{"jsonrpc":"2.0","method":"test/exit"}"""),
            .. peer.Framed("""{"jsonrpc":"2.0","id":1,"method":"test/echo","params":{"text":"x"}}""")]);
        Assert.Null(await peer.ReadOrEndAsync());
        await peer.Running.Time();
    }

    [Fact]
    public async Task A_handler_that_ends_the_conversation_answers_last()
    {
        var methods = new RpcMethods(TestJsonContext.Default)
            .OnRequest<SlowParams, EchoResult>(async (_, _, token) =>
            {
                var cancelled = new TaskCompletionSource();
                await using var registration = token.Register(cancelled.SetResult);
                await cancelled.Task;
                return new EchoResult("partial");
            })
            .OnRequest<EchoParams, EchoResult>(async (p, session, token) =>
            {
                await session.EndOtherRequestsAsync(token);
                return new EchoResult(p.Text);
            });
        await using var peer = new Peer(methods: methods);
        await peer.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"test/slow"}""");
        await peer.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"test/echo","params":{"text":"the end"}}""");
        MessageAssert.IsResult(await peer.ReadAsync(), "1", """{"text":"partial"}""");
        MessageAssert.IsResult(await peer.ReadAsync(), "2", """{"text":"the end"}""");

        // What comes after that is cancelled as it begins.
        await peer.SendAsync("""{"jsonrpc":"2.0","id":3,"method":"test/slow"}""");
        MessageAssert.IsResult(await peer.ReadAsync(), "3", """{"text":"partial"}""");
    }

    [Fact]
    public async Task A_session_ends_though_its_stream_cannot_cancel_a_read()
    {
        using var stopping = new CancellationTokenSource();
        await using var session = new RpcSession(
            new HangingStream(), new MemoryStream(), new TestMethods().Create(), new RpcSessionOptions(), NullLogger.Instance);
        var running = session.RunAsync(stopping.Token);
        Assert.False(running.IsCompleted);
        await stopping.CancelAsync();
        await running.Time();
        await Assert.ThrowsAsync<InvalidOperationException>(() => session.RunAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_peer_that_takes_no_answers_ends_the_session_and_cancels_what_runs()
    {
        var cancelled = new TaskCompletionSource();
        var methods = new RpcMethods(TestJsonContext.Default)
            .OnRequest<SlowParams, EchoResult>(async (_, _, token) =>
            {
                await using var registration = token.Register(cancelled.SetResult);
                await cancelled.Task;
                return new EchoResult("late");
            })
            .OnRequest<EchoParams, EchoResult>((p, _, _) => Task.FromResult(new EchoResult(p.Text)));
        await using var peer = new Peer(methods: methods);
        await peer.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"test/slow"}""");
        peer.StopReading();
        await peer.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"test/echo","params":{"text":"x"}}""");
        await cancelled.Task.Time();
        await peer.Running.Time();
    }

    [Fact]
    public async Task A_handler_that_does_not_heed_its_cancellation_is_not_waited_for_without_end()
    {
        var time = new FakeTimeProvider();
        var begun = new TaskCompletionSource();
        var forever = new TaskCompletionSource<EchoResult>();
        var methods = new RpcMethods(TestJsonContext.Default).OnRequest<SlowParams, EchoResult>((_, _, _) =>
        {
            begun.SetResult();
            return forever.Task;
        });
        await using var peer = new Peer(new() { Time = time }, methods);
        await peer.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"test/slow"}""");
        await begun.Task.Time();
        peer.CloseSending();
        while (!peer.Running.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Null(await peer.ReadOrEndAsync());
        forever.SetResult(new EchoResult("too late"));
    }

    [Fact]
    public async Task While_as_many_requests_run_as_may_the_next_waits_for_its_turn()
    {
        var entered = new SemaphoreSlim(0);
        var release = new SemaphoreSlim(0);
        var running = 0;
        var most = 0;
        var methods = new RpcMethods(TestJsonContext.Default).OnRequest<EchoParams, EchoResult>(async (p, _, token) =>
        {
            lock (release) most = Math.Max(most, ++running);
            entered.Release();
            await release.WaitAsync(token);
            lock (release) running--;
            return new EchoResult(p.Text);
        });
        await using var peer = new Peer(new() { MaxRunningRequests = 2 }, methods);
        for (var id = 0; id < 5; id++) await peer.SendAsync($$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"test/echo","params":{"text":"x"}}""");
        for (var id = 0; id < 5; id++)
        {
            await entered.WaitAsync(TestContext.Current.CancellationToken).Time();
            if (id == 0) continue;
            release.Release();
            await peer.ReadAsync();
        }

        release.Release();
        await peer.ReadAsync();
        Assert.Equal(2, most);
    }

    [Fact]
    public async Task A_notification_comes_after_what_the_request_before_it_did_at_once()
    {
        var steps = new List<string>();
        var methods = new RpcMethods(TestJsonContext.Default)
            .OnRequest<EchoParams, EchoResult>((p, _, _) =>
            {
                // Long enough for a notification that does not wait to be first.
                Thread.SpinWait(100_000);
                lock (steps) steps.Add("request");
                return Task.FromResult(new EchoResult(p.Text));
            })
            .OnNotification<ExitParams>((_, session, _) =>
            {
                lock (steps) steps.Add("notification");
                session.Close();
                return default;
            });
        await using var peer = new Peer(methods: methods);
        await peer.SendBytesAsync((byte[])[
            .. peer.Framed("""{"jsonrpc":"2.0","id":1,"method":"test/echo","params":{"text":"x"}}"""),
            .. peer.Framed("""{"jsonrpc":"2.0","method":"test/exit"}""")]);
        await peer.Running.Time();
        Assert.Equal(["request", "notification"], steps);
        MessageAssert.IsResult(await peer.ReadAsync(), "1", """{"text":"x"}""");
    }

    [Fact]
    public async Task The_log_holds_nothing_that_was_sent()
    {
        var logger = new RecordingLogger();
        await using var peer = new Peer(logger: logger);
        string[] bodies =
        [
            """{"jsonrpc":"2.0","id":1,"method":"test/fail","params":{"kind":"secret"}}""",
            """{"jsonrpc":"2.0","id":2,"method":"test/echo","params":{"text":{"secret":1}}}""",
            """{"jsonrpc":"2.0","id":3,"method":"secret/method"}""",
            """{"jsonrpc":"2.0","method":"secret/method"}""",
            """{"jsonrpc":"2.0","id":"secret","result":1}""",
            """{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":"secret"}}""",
            "secret",
        ];
        foreach (var body in bodies) await peer.SendAsync(body);
        peer.CloseSending();
        while (await peer.ReadOrEndAsync() is not null)
        {
        }

        Assert.Contains(logger.Lines, line => line.Contains("test/fail failed with System.IO.InvalidDataException", StringComparison.Ordinal));
        Assert.DoesNotContain(logger.Lines, line => line.Contains("secret", StringComparison.Ordinal));
    }
}
