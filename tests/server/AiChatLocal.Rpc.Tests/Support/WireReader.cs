using System.IO.Pipelines;
using System.Text;
using System.Text.Json;

namespace AiChatLocal.Rpc.Tests.Support;

/// <summary>Reads what a session writes, and accepts nothing but well-formed messages. It shares no code with the session.</summary>
internal sealed class WireReader(Stream stream, RpcFraming framing)
{
    private readonly PipeReader _pipe = PipeReader.Create(stream);

    /// <summary>The next message; null at the end of the stream.</summary>
    public async Task<JsonElement?> ReadAsync()
    {
        var body = framing == RpcFraming.Lines ? await ReadLineAsync() : await ReadHeadersAsync() is { } length ? await ReadExactlyAsync(length) : null;
        if (body is null) return null;
        using var document = JsonDocument.Parse(body);
        var message = document.RootElement.Clone();
        Assert.Equal("2.0", message.GetProperty("jsonrpc").GetString());
        Assert.True(message.TryGetProperty("method", out _) || message.TryGetProperty("result", out _) != message.TryGetProperty("error", out _));
        return message;
    }

    private async Task<int?> ReadHeadersAsync()
    {
        if (await ReadLineAsync() is not { } header) return null;
        var line = Encoding.ASCII.GetString(header);
        Assert.Matches("^Content-Length: [0-9]+\r$", line);
        Assert.Equal("\r"u8.ToArray(), await ReadLineAsync());
        return int.Parse(line.AsSpan("Content-Length: ".Length).TrimEnd(), null);
    }

    private async Task<byte[]?> ReadLineAsync()
    {
        var line = new List<byte>();
        while (true)
        {
            if (await ReadExactlyAsync(1) is not { } next)
            {
                Assert.Empty(line);
                return null;
            }

            if (next[0] == '\n') return [.. line];
            line.Add(next[0]);
        }
    }

    private async Task<byte[]?> ReadExactlyAsync(int count)
    {
        var result = await _pipe.ReadAtLeastAsync(count);
        if (result.Buffer.IsEmpty && result.IsCompleted) return null;
        Assert.True(result.Buffer.Length >= count, "The stream ended in the middle of a message.");
        var bytes = new byte[count];
        var taken = result.Buffer.Slice(0, count);
        System.Buffers.BuffersExtensions.CopyTo(taken, bytes);
        _pipe.AdvanceTo(taken.End);
        return bytes;
    }
}
