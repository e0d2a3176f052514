using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using AiChatLocal.Rpc.TestHost;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiChatLocal.Rpc.Tests.Support;

/// <summary>A running session, and the raw bytes of the other end.</summary>
internal sealed class Peer : IAsyncDisposable
{
    private readonly Pipe _toSession = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly Pipe _fromSession = new(new PipeOptions(pauseWriterThreshold: 64 * 1024, resumeWriterThreshold: 32 * 1024));
    private readonly RpcFraming _framing;
    private readonly WireReader _reader;

    public Peer(RpcSessionOptions? options = null, RpcMethods? methods = null, ILogger? logger = null)
    {
        options ??= new();
        _framing = options.Framing;
        _reader = new WireReader(_fromSession.Reader.AsStream(), _framing);
        Session = new RpcSession(
            _toSession.Reader.AsStream(),
            _fromSession.Writer.AsStream(),
            methods ?? new TestMethods().Create(),
            options,
            logger ?? NullLogger.Instance);
        Running = RunAsync();
    }

    public RpcSession Session { get; }

    /// <summary>Ends with the session; what it wrote can still be read then.</summary>
    public Task Running { get; }

    public Task SendAsync(string json) => SendBytesAsync(Framed(json));

    public async Task SendBytesAsync(ReadOnlyMemory<byte> bytes) => await _toSession.Writer.WriteAsync(bytes);

    /// <summary>Ends what this side sends, as a closed stdin does.</summary>
    public void CloseSending() => _toSession.Writer.Complete();

    /// <summary>Breaks the stream that the session writes to.</summary>
    public void StopReading() => _fromSession.Reader.Complete(new IOException("Broken pipe"));

    /// <summary>The next message, or null when the session has ended.</summary>
    public Task<JsonElement?> ReadOrEndAsync() => _reader.ReadAsync().Time();

    public async Task<JsonElement> ReadAsync()
    {
        var message = await ReadOrEndAsync();
        Assert.NotNull(message);
        return message.Value;
    }

    public byte[] Framed(string json)
    {
        var body = Encoding.UTF8.GetBytes(json);
        return _framing == RpcFraming.Lines ? [.. body, (byte)'\n'] : [.. Encoding.ASCII.GetBytes($"Content-Length: {body.Length}\r\n\r\n"), .. body];
    }

    public async ValueTask DisposeAsync()
    {
        StopReading();
        await Session.DisposeAsync().Time();
    }

    private async Task RunAsync()
    {
        await Session.RunAsync(CancellationToken.None);
        await _fromSession.Writer.CompleteAsync();
    }
}
