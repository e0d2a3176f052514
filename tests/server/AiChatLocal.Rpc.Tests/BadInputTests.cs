using AiChatLocal.Protocol;
using AiChatLocal.Rpc.Tests.Support;

namespace AiChatLocal.Rpc.Tests;

/// <summary>Messages that cannot be carried out: each has its answer, and the session goes on.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("", "null", RpcErrorCode.ParseError)]
    [InlineData("{", "null", RpcErrorCode.ParseError)]
    [InlineData("nonsense", "null", RpcErrorCode.ParseError)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"test/echo","params":{"text":"x"}} {}""", "null", RpcErrorCode.ParseError)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"test/echo",}""", "null", RpcErrorCode.ParseError)]
    [InlineData("""{"jsonrpc":"2.0","id":"\ud800","method":"test/echo"}""", "null", RpcErrorCode.InvalidRequest)]
    [InlineData("null", "null", RpcErrorCode.InvalidRequest)]
    [InlineData("5", "null", RpcErrorCode.InvalidRequest)]
    [InlineData("\"text\"", "null", RpcErrorCode.InvalidRequest)]
    [InlineData("[]", "null", RpcErrorCode.InvalidRequest)]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"test/progress"}]""", "null", RpcErrorCode.InvalidRequest)]
    [InlineData("{}", "null", RpcErrorCode.InvalidRequest)]
    [InlineData("""{"jsonrpc":"2.0","id":1}""", "1", RpcErrorCode.InvalidRequest)]
    [InlineData("""{"id":1,"method":"test/progress"}""", "1", RpcErrorCode.InvalidRequest)]
    [InlineData("""{"jsonrpc":"1.0","id":1,"method":"test/progress"}""", "1", RpcErrorCode.InvalidRequest)]
    [InlineData("""{"jsonrpc":2.0,"id":1,"method":"test/progress"}""", "1", RpcErrorCode.InvalidRequest)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":5}""", "1", RpcErrorCode.InvalidRequest)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":null}""", "1", RpcErrorCode.InvalidRequest)]
    [InlineData("""{"jsonrpc":"2.0","id":null,"method":"test/progress"}""", "null", RpcErrorCode.InvalidRequest)]
    [InlineData("""{"jsonrpc":"2.0","id":true,"method":"test/progress"}""", "null", RpcErrorCode.InvalidRequest)]
    [InlineData("""{"jsonrpc":"2.0","id":1.5,"method":"test/progress"}""", "null", RpcErrorCode.InvalidRequest)]
    [InlineData("""{"jsonrpc":"2.0","id":99999999999999999999,"method":"test/progress"}""", "null", RpcErrorCode.InvalidRequest)]
    [InlineData("""{"jsonrpc":"2.0","id":{"a":1},"method":"test/progress"}""", "null", RpcErrorCode.InvalidRequest)]
    [InlineData("""{"jsonrpc":"2.0","id":[1],"method":"test/progress"}""", "null", RpcErrorCode.InvalidRequest)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"id":2,"method":"test/progress"}""", "2", RpcErrorCode.InvalidRequest)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"test/progress","method":"test/echo"}""", "1", RpcErrorCode.InvalidRequest)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"test/echo","params":{"text":"a"},"params":{"text":"b"}}""", "1", RpcErrorCode.InvalidRequest)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"no/such"}""", "1", RpcErrorCode.MethodNotFound)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"$/unknown"}""", "1", RpcErrorCode.MethodNotFound)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"test/exit"}""", "1", RpcErrorCode.MethodNotFound)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":""}""", "1", RpcErrorCode.MethodNotFound)]
    public async Task A_bad_message_gets_its_error_and_the_session_goes_on(string body, string id, int code)
    {
        await using var peer = new Peer();
        await peer.SendAsync(body);
        MessageAssert.IsError(await peer.ReadAsync(), id, code);
        await GoesOnAsync(peer);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"no/such"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/setTrace","params":{"value":"off"}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"test/exit","params":[1,2]}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"test/echo","params":{"text":"x"}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/cancelRequest"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":5}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":{"id":1}}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":"\ud800"}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":12345}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":12345,"result":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"x","error":{"code":1,"message":"m"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"error":"not even an object"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":{},"result":5}""")]
    [InlineData("""{"jsonrpc":"\ud800","id":"\ud800","result":5}""")]
    public async Task What_is_never_answered_is_ignored(string body)
    {
        await using var peer = new Peer();
        await peer.SendAsync(body);
        await GoesOnAsync(peer);
    }

    [Fact]
    public async Task Invalid_utf8_is_a_parse_error()
    {
        await using var peer = new Peer();
        byte[] body = [.. """{"jsonrpc":"2.0","id":1,"method":"test/echo","params":{"text":"""u8, (byte)'"', 0xC3, 0x28, .. "\"}}"u8];
        await peer.SendBytesAsync((byte[])[.. System.Text.Encoding.ASCII.GetBytes($"Content-Length: {body.Length}\r\n\r\n"), .. body]);
        MessageAssert.IsError(await peer.ReadAsync(), "null", RpcErrorCode.ParseError);
        await GoesOnAsync(peer);
    }

    [Fact]
    public async Task An_id_that_is_still_running_is_refused()
    {
        await using var peer = new Peer();
        await peer.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"test/slow"}""");
        await peer.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"test/progress"}""");
        MessageAssert.IsError(await peer.ReadAsync(), "1", RpcErrorCode.InvalidRequest);
        await peer.SendAsync("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}""");
        MessageAssert.IsError(await peer.ReadAsync(), "1", RpcErrorCode.RequestCancelled);
        await peer.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"test/echo","params":{"text":"again"}}""");
        MessageAssert.IsResult(await peer.ReadAsync(), "1", """{"text":"again"}""");
    }

    [Fact]
    public async Task A_long_method_name_is_not_echoed_whole()
    {
        await using var peer = new Peer();
        await peer.SendAsync($$"""{"jsonrpc":"2.0","id":1,"method":"{{new string('m', 100_000)}}"}""");
        var error = MessageAssert.IsError(await peer.ReadAsync(), "1", RpcErrorCode.MethodNotFound);
        Assert.True(error.GetRawText().Length < 300);
    }

    internal static async Task GoesOnAsync(Peer peer)
    {
        await peer.SendAsync("""{"jsonrpc":"2.0","id":"still there?","method":"test/echo","params":{"text":"yes"}}""");
        MessageAssert.IsResult(await peer.ReadAsync(), "\"still there?\"", """{"text":"yes"}""");
    }
}
