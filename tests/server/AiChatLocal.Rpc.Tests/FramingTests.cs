using System.Text;
using AiChatLocal.Protocol;
using AiChatLocal.Rpc.Tests.Support;

namespace AiChatLocal.Rpc.Tests;

/// <summary>Streams whose messages cannot be told apart, or only in part.</summary>
public sealed class FramingTests
{
    private const string Ping = """{"jsonrpc":"2.0","id":1,"method":"test/echo","params":{"text":"x"}}""";

    [Theory]
    [InlineData("Content-Length: {0}\r\n\r\n")]
    [InlineData("content-length:{0}\r\n\r\n")]
    [InlineData("CONTENT-LENGTH:   {0}  \r\n\r\n")]
    [InlineData("Content-Length: {0}\n\n")]
    [InlineData("\r\n\r\nContent-Length: {0}\r\n\r\n")]
    [InlineData("X-Other: y\r\nContent-Length: {0}\r\n\r\n")]
    [InlineData("Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: {0}\r\n\r\n")]
    [InlineData("Content-Length: {0}\r\nContent-Type: application/vscode-jsonrpc; charset=\"UTF8\"\r\n\r\n")]
    public async Task Headers_may_be_written_in_many_ways(string header)
    {
        await using var peer = new Peer();
        await peer.SendBytesAsync(Encoding.ASCII.GetBytes(header.Replace("{0}", $"{Ping.Length}", StringComparison.Ordinal) + Ping));
        MessageAssert.IsResult(await peer.ReadAsync(), "1", """{"text":"x"}""");
    }

    [Theory]
    [InlineData("X-Other: y\r\n\r\n" + Ping)]
    [InlineData("Content-Length: 5\r\nContent-Length: 5\r\n\r\n12345")]
    [InlineData("Content-Length: -5\r\n\r\n12345")]
    [InlineData("Content-Length: +5\r\n\r\n12345")]
    [InlineData("Content-Length: five\r\n\r\n12345")]
    [InlineData("Content-Length: 5x\r\n\r\n12345")]
    [InlineData("Content-Length: 5.0\r\n\r\n12345")]
    [InlineData("Content-Length:\r\n\r\n12345")]
    [InlineData("Content-Length: 99999999999999999999999\r\n\r\n12345")]
    [InlineData("Content-Length\r\n\r\n12345")]
    [InlineData("garbage\r\n\r\nmore CoCCCContent-Lengt garbage")]
    [InlineData(": 5\r\n\r\n12345")]
    [InlineData("Content-Length: 5\r\ngarbage\r\n\r\n12345")]
    [InlineData("Content-Length: 5\r\nContent-Type: text/plain; charset=latin1\r\n\r\n12345")]
    public async Task A_broken_header_is_answered_once_and_the_next_message_is_found(string bytes)
    {
        await using var peer = new Peer();
        await peer.SendBytesAsync(Encoding.ASCII.GetBytes(bytes));
        MessageAssert.IsError(await peer.ReadAsync(), "null", RpcErrorCode.ParseError);
        await BadInputTests.GoesOnAsync(peer);
    }

    [Fact]
    public async Task A_header_without_end_is_answered_and_the_next_message_is_found()
    {
        await using var peer = new Peer();
        await peer.SendBytesAsync(Encoding.ASCII.GetBytes(new string('x', 20_000)));
        MessageAssert.IsError(await peer.ReadAsync(), "null", RpcErrorCode.ParseError);
        await BadInputTests.GoesOnAsync(peer);
    }

    [Fact]
    public async Task Noise_without_any_header_ends_the_session()
    {
        await using var peer = new Peer(new() { MaxFrameBytes = 10_000 });
        await peer.SendBytesAsync(Encoding.ASCII.GetBytes(new string('x', 100_000)));
        MessageAssert.IsError(await peer.ReadAsync(), "null", RpcErrorCode.ParseError);
        Assert.Null(await peer.ReadOrEndAsync());
        await peer.Running.Time();
    }

    [Theory]
    [InlineData(RpcFraming.Headers)]
    [InlineData(RpcFraming.Lines)]
    public async Task A_message_that_is_too_long_is_answered_and_skipped(RpcFraming framing)
    {
        await using var peer = new Peer(new() { Framing = framing, MaxFrameBytes = 1000 });
        await peer.SendAsync($$$"""{"jsonrpc":"2.0","id":1,"method":"test/echo","params":{"text":"{{{new string('x', 1_000_000)}}}"}}""");
        var error = MessageAssert.IsError(await peer.ReadAsync(), "null", RpcErrorCode.InvalidRequest);
        Assert.Contains("1000", error.GetProperty("message").GetString()!, StringComparison.Ordinal);
        await BadInputTests.GoesOnAsync(peer);
        await peer.SendAsync($$$"""{"jsonrpc":"2.0","id":1,"method":"test/echo","params":{"text":"{{{new string('x', 1_100)}}}"}}""");
        MessageAssert.IsError(await peer.ReadAsync(), "null", RpcErrorCode.InvalidRequest);
        await BadInputTests.GoesOnAsync(peer);
    }

    [Theory]
    [InlineData("Content-Length: 100\r\n\r\n{\"jsonrpc\"")]
    [InlineData("Content-Length: 5000\r\n\r\n{\"jsonrpc\"")]
    [InlineData("Content-Length: 100\r\n")]
    [InlineData("Conte")]
    public async Task A_stream_that_ends_within_a_message_is_answered_and_closed(string bytes)
    {
        await using var peer = new Peer();
        await peer.SendBytesAsync(Encoding.ASCII.GetBytes(bytes));
        peer.CloseSending();
        MessageAssert.IsError(await peer.ReadAsync(), "null", RpcErrorCode.ParseError);
        Assert.Null(await peer.ReadOrEndAsync());
        await peer.Running.Time();
    }

    [Fact]
    public async Task An_oversized_message_that_never_comes_whole_ends_with_the_stream()
    {
        await using var peer = new Peer(new() { MaxFrameBytes = 1000 });
        await peer.SendBytesAsync("Content-Length: 2000000000\r\n\r\nabc"u8.ToArray());
        MessageAssert.IsError(await peer.ReadAsync(), "null", RpcErrorCode.InvalidRequest);
        peer.CloseSending();
        Assert.Null(await peer.ReadOrEndAsync());
    }

    [Fact]
    public async Task Lines_may_be_empty_end_either_way_and_lack_the_last_end()
    {
        await using var peer = new Peer(new() { Framing = RpcFraming.Lines });
        await peer.SendBytesAsync(Encoding.UTF8.GetBytes($"\n \t\r\n{Ping}\r\nnonsense\n{Ping.Replace("\"id\":1", "\"id\":2", StringComparison.Ordinal)}"));
        peer.CloseSending();
        var answers = new[] { await peer.ReadAsync(), await peer.ReadAsync(), await peer.ReadAsync() };
        Assert.Equal(2, answers.Count(answer => answer.TryGetProperty("result", out _)));
        MessageAssert.IsError(answers.Single(answer => answer.TryGetProperty("error", out _)), "null", RpcErrorCode.ParseError);
        Assert.Null(await peer.ReadOrEndAsync());
    }

    [Theory]
    [InlineData(RpcFraming.Headers)]
    [InlineData(RpcFraming.Lines)]
    public async Task Bytes_may_come_one_by_one(RpcFraming framing)
    {
        await using var peer = new Peer(new() { Framing = framing });
        foreach (var value in peer.Framed("""{"jsonrpc":"2.0","id":1,"method":"test/echo","params":{"text":"é😀"}}""")) await peer.SendBytesAsync((byte[])[value]);
        MessageAssert.IsResult(await peer.ReadAsync(), "1", """{"text":"é😀"}""");
    }
}
