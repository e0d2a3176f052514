using AiChatLocal.Protocol;
using AiChatLocal.Rpc.TestHost;
using AiChatLocal.Rpc.Tests.Support;

namespace AiChatLocal.Rpc.Tests;

public sealed class CancellationTests
{
    private const string CancelOne = """{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}""";

    [Theory]
    [InlineData("1")]
    [InlineData("\"one\"")]
    public async Task A_cancelled_request_is_answered_with_its_error(string id)
    {
        await using var peer = new Peer();
        await peer.SendAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"test/slow"}""");
        await peer.SendAsync($$$"""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":{{{id}}}}}""");
        MessageAssert.IsError(await peer.ReadAsync(), id, RpcErrorCode.RequestCancelled);
    }

    [Fact]
    public async Task A_cancelled_request_may_have_a_partial_result()
    {
        await using var peer = new Peer();
        await peer.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"test/slow","params":{"partial":true}}""");
        await peer.SendAsync(CancelOne);
        MessageAssert.IsResult(await peer.ReadAsync(), "1", """{"text":"partial"}""");
    }

    [Fact]
    public async Task A_cancel_before_the_request_or_after_its_answer_does_nothing()
    {
        await using var peer = new Peer();
        await peer.SendAsync(CancelOne);
        await peer.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"test/echo","params":{"text":"x"}}""");
        MessageAssert.IsResult(await peer.ReadAsync(), "1", """{"text":"x"}""");
        await peer.SendAsync(CancelOne);
        await BadInputTests.GoesOnAsync(peer);
    }

    [Fact]
    public async Task A_number_and_a_string_are_different_ids()
    {
        await using var peer = new Peer();
        await peer.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"test/slow"}""");
        await peer.SendAsync("""{"jsonrpc":"2.0","id":"1","method":"test/slow"}""");
        await peer.SendAsync("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":[{"id":"1"}]}""");
        MessageAssert.IsError(await peer.ReadAsync(), "\"1\"", RpcErrorCode.RequestCancelled);
        await peer.SendAsync(CancelOne);
        MessageAssert.IsError(await peer.ReadAsync(), "1", RpcErrorCode.RequestCancelled);
    }

    [Fact]
    public async Task A_cancelled_stream_ends_with_a_result_after_all_it_sent()
    {
        await using var peer = new Peer();
        await peer.SendAsync($$$"""{"jsonrpc":"2.0","id":1,"method":"test/stream","params":{"streamId":"s","count":{{{int.MaxValue}}}}}""");
        var text = (await peer.ReadAsync()).GetProperty("params").GetProperty("text").GetString()!;
        await peer.SendAsync(CancelOne);
        while (true)
        {
            var message = await peer.ReadAsync();
            if (message.TryGetProperty("result", out var result))
            {
                Assert.Equal("cancelled", result.GetProperty("ended").GetString());
                Assert.StartsWith(text, TestMethods.Words(0, result.GetProperty("sent").GetInt32() + 1), StringComparison.Ordinal);
                return;
            }

            text += message.GetProperty("params").GetProperty("text").GetString();
        }
    }

    [Fact]
    public async Task Each_request_is_answered_once_however_its_cancel_races()
    {
        const int Count = 2000;
        await using var peer = new Peer();
        var sending = Task.Run(
            async () =>
            {
                for (var id = 0; id < Count; id++)
                {
                    await peer.SendAsync($$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"{{{(id % 2 == 0 ? "test/echo" : "test/slow")}}}","params":{"text":"x"}}""");
                    await peer.SendAsync($$$"""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":{{{id}}}}}""");
                }
            },
            TestContext.Current.CancellationToken);
        var answered = new HashSet<int>();
        while (answered.Count < Count) Assert.True(answered.Add((await peer.ReadAsync()).GetProperty("id").GetInt32()));
        await sending.Time();
        await BadInputTests.GoesOnAsync(peer);
    }

    [Fact]
    public async Task The_end_of_the_session_cancels_what_runs_and_answers_it()
    {
        await using var peer = new Peer();
        await peer.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"test/slow"}""");
        await peer.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"test/slow","params":{"partial":true}}""");
        peer.CloseSending();
        var answers = new[] { await peer.ReadAsync(), await peer.ReadAsync() }.OrderBy(answer => answer.GetProperty("id").GetInt32()).ToArray();
        MessageAssert.IsError(answers[0], "1", RpcErrorCode.RequestCancelled);
        MessageAssert.IsResult(answers[1], "2", """{"text":"partial"}""");
        Assert.Null(await peer.ReadOrEndAsync());
    }
}
