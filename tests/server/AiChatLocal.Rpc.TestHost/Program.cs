using AiChatLocal.Rpc;
using AiChatLocal.Rpc.TestHost;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Win32.SafeHandles;

// A program that does nothing but answer the test methods on its standard streams. On stderr it says when a stream has to wait.
await using var receiving = new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);
await using var sending = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
await using var waiting = new StreamWriter(new FileStream(new SafeFileHandle(2, ownsHandle: false), FileAccess.Write, bufferSize: 0)) { AutoFlush = true };
var options = new RpcSessionOptions
{
    Framing = args.Contains("--lines") ? RpcFraming.Lines : RpcFraming.Headers,
    MaxFrameBytes = 8 * 1024 * 1024,
};
await using var session = new RpcSession(receiving, sending, new TestMethods(sent => waiting.WriteLine($"waits after {sent}")).Create(), options, NullLogger.Instance);
await session.RunAsync(CancellationToken.None);
