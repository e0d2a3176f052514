using System.Text;
using System.Text.Json;
using AiChatLocal.Server.Tests.Support;

namespace AiChatLocal.Server.Tests;

public sealed class StdioProcessTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Every_byte_of_stdout_is_of_a_frame()
    {
        var input = string.Concat(
            Frame("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"clientName":"test","clientVersion":"1"}}"""),
            Frame("""{"jsonrpc":"2.0","id":2,"method":"models/list","params":{}}"""),
            Frame("""{"jsonrpc":"2.0","id":3,"method":"nonsense"}"""),
            Frame("not json"));

        var finished = await CommandLineProcess.RunAsync(_directory.Path, input, "--stdio");

        Assert.Equal(0, finished.ExitCode);
        var messages = ReadFrames(Encoding.UTF8.GetBytes(finished.Output));
        Assert.Contains(messages, message => IdOf(message) == 1 && message.TryGetProperty("result", out _));
        Assert.Contains(messages, message => IdOf(message) == 3 && message.GetProperty("error").GetProperty("code").GetInt32() == -32601);
        Assert.Contains(messages, message => message.TryGetProperty("error", out var error) && error.GetProperty("code").GetInt32() == -32700);
        Assert.Equal([1, 2, 3], messages.Select(IdOf).OfType<int>().Order());
    }

    private static string Frame(string json) => $"Content-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}";

    private static int? IdOf(JsonElement message) =>
        message.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number ? id.GetInt32() : null;

    // Fails on the first byte that belongs to no frame.
    private static List<JsonElement> ReadFrames(ReadOnlySpan<byte> bytes)
    {
        List<JsonElement> messages = [];
        while (!bytes.IsEmpty)
        {
            var headers = bytes[..bytes.IndexOf("\r\n\r\n"u8)];
            Assert.StartsWith("Content-Length: ", Encoding.ASCII.GetString(headers), StringComparison.Ordinal);
            var length = int.Parse(Encoding.ASCII.GetString(headers["Content-Length: ".Length..]), System.Globalization.CultureInfo.InvariantCulture);
            var start = headers.Length + 4;
            messages.Add(JsonDocument.Parse(bytes.Slice(start, length).ToArray()).RootElement);
            bytes = bytes[(start + length)..];
        }

        return messages;
    }
}
