using AiChatLocal.Protocol;
using AiChatLocal.Rpc.Tests.Support;

namespace AiChatLocal.Rpc.Tests;

public sealed class RequestTests
{
    [Theory]
    [InlineData(RpcFraming.Headers)]
    [InlineData(RpcFraming.Lines)]
    public async Task A_request_is_answered_with_its_id(RpcFraming framing)
    {
        await using var peer = new Peer(new() { Framing = framing });
        await peer.SendAsync("""{"jsonrpc":"2.0","id":7,"method":"test/echo","params":{"text":"äöü 😀 \" <b> & \n"}}""");
        MessageAssert.IsResult(await peer.ReadAsync(), "7", """{"text":"äöü 😀 \" <b> & \n"}""");
        await peer.SendAsync("""{"id":"a-1","params":{"text":"x"},"method":"test/echo","jsonrpc":"2.0"}""");
        MessageAssert.IsResult(await peer.ReadAsync(), "\"a-1\"", """{"text":"x"}""");
    }

    [Theory]
    [InlineData("test/progress", null)]
    [InlineData("test/progress", "null")]
    [InlineData("test/progress", "{}")]
    [InlineData("test/progress", "[]")]
    [InlineData("test/progress", "[{}]")]
    [InlineData("test/echo", """[{"text":"x"}]""")]
    [InlineData("test/echo", """{"text":"x","unknown":[1,{"a":2}]}""")]
    public async Task Parameters_may_be_left_out_named_or_alone_in_a_list(string method, string? parameters)
    {
        await using var peer = new Peer();
        await peer.SendAsync($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}"{{(parameters is null ? "" : $",\"params\":{parameters}")}}}""");
        Assert.True((await peer.ReadAsync()).TryGetProperty("result", out _));
    }

    [Theory]
    [InlineData("""{"times":2}""", "text")]
    [InlineData("""{"text":5}""", "text")]
    [InlineData("""{"text":null}""", "text")]
    [InlineData("""{"text":"a","times":"2"}""", "times")]
    [InlineData("""{"text":"a","times":1.5}""", "times")]
    [InlineData("""{"text":"\ud800"}""", "text")]
    [InlineData("""{"Text":"a"}""", "text")]
    [InlineData("""{"\ud800":1}""", "text")]
    [InlineData("""{"text":"a","\ud800":1}""", "parameters")]
    [InlineData("5", "object")]
    [InlineData("\"a\"", "object")]
    [InlineData("[5]", "object")]
    [InlineData("""[{"text":"a"},{}]""", "one object")]
    public async Task Wrong_parameters_are_named_in_plain_words(string parameters, string named)
    {
        await using var peer = new Peer();
        await peer.SendAsync($$"""{"jsonrpc":"2.0","id":1,"method":"test/echo","params":{{parameters}}}""");
        var error = MessageAssert.IsError(await peer.ReadAsync(), "1", RpcErrorCode.InvalidParams);
        Assert.Contains(named, error.GetProperty("message").GetString()!, StringComparison.Ordinal);
        Assert.DoesNotContain("AiChatLocal", error.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parameters_nested_without_end_are_refused_with_the_id()
    {
        await using var peer = new Peer();
        var deep = new string('[', 50_000) + new string(']', 50_000);
        await peer.SendAsync($$$"""{"jsonrpc":"2.0","id":1,"method":"test/echo","params":{"text":{{{deep}}}}}""");
        MessageAssert.IsError(await peer.ReadAsync(), "1", RpcErrorCode.InvalidParams);
        await peer.SendAsync($$"""{"jsonrpc":"2.0","id":2,"method":"test/echo","params":{{deep}}}""");
        MessageAssert.IsError(await peer.ReadAsync(), "2", RpcErrorCode.InvalidParams);
    }

    [Fact]
    public async Task A_chosen_error_is_the_answer()
    {
        await using var peer = new Peer();
        await peer.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"test/fail","params":{"kind":"rpc"}}""");
        var error = MessageAssert.IsError(await peer.ReadAsync(), "1", RpcErrorCode.NotFound);
        Assert.Equal("There is no such thing.", error.GetProperty("message").GetString());
        Assert.Equal(
            """{"kind":"notFound","why":"It was removed.","fix":"Choose another.","retryable":true}""", error.GetProperty("data").GetRawText());
    }

    [Theory]
    [InlineData("other")]
    [InlineData("cancelled")]
    public async Task Any_other_failure_is_an_internal_error_that_tells_nothing(string kind)
    {
        await using var peer = new Peer();
        await peer.SendAsync($$$"""{"jsonrpc":"2.0","id":1,"method":"test/fail","params":{"kind":"{{{kind}}}"}}""");
        var error = MessageAssert.IsError(await peer.ReadAsync(), "1", RpcErrorCode.InternalError);
        Assert.Equal("Internal error", error.GetProperty("message").GetString());
        Assert.DoesNotContain("secret", error.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_run_side_by_side()
    {
        await using var peer = new Peer();
        await peer.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"test/slow"}""");
        await peer.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"test/echo","params":{"text":"x"}}""");
        MessageAssert.IsResult(await peer.ReadAsync(), "2", """{"text":"x"}""");
    }

    [Fact]
    public async Task The_gate_answers_what_must_not_come_yet()
    {
        await using var peer = new Peer(new()
        {
            Gate = method => method == "test/progress" ? null : new RpcException(RpcErrorCode.NotInitialized, "Initialize first."),
        });
        await peer.SendAsync("""{"jsonrpc":"2.0","method":"test/exit"}""");
        await peer.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"test/echo","params":{"text":"x"}}""");
        MessageAssert.IsError(await peer.ReadAsync(), "1", RpcErrorCode.NotInitialized);
        await peer.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"test/progress"}""");
        Assert.Equal(2, (await peer.ReadAsync()).GetProperty("id").GetInt32());
    }

    [Fact]
    public async Task A_large_message_goes_both_ways()
    {
        await using var peer = new Peer(new() { OutboxBytes = 1024 });
        var text = new string('x', 3_000_000);
        await peer.SendAsync($$$"""{"jsonrpc":"2.0","id":1,"method":"test/echo","params":{"text":"{{{text}}}","times":2}}""");
        Assert.Equal(6_000_000, (await peer.ReadAsync()).GetProperty("result").GetProperty("text").GetString()!.Length);
    }

    [Fact]
    public void A_method_has_one_handler()
    {
        var methods = new TestHost.TestMethods().Create();
        Assert.Contains("test/echo", methods.RequestNames);
        Assert.Throws<ArgumentException>(() =>
            methods.OnRequest<TestHost.EchoParams, TestHost.EchoResult>((_, _, _) => Task.FromResult(new TestHost.EchoResult(""))));
    }
}
