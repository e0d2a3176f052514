using AiChatLocal.Rpc;
using AiChatLocal.Rpc.TestHost;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Win32.SafeHandles;

// A program that does nothing but answer the test methods on its standard streams.
await using var receiving = new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);
await using var sending = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
var options = new RpcSessionOptions
{
    Framing = args.Contains("--lines") ? RpcFraming.Lines : RpcFraming.Headers,
    MaxFrameBytes = 8 * 1024 * 1024,
};
await using var session = new RpcSession(receiving, sending, new TestMethods().Create(), options, NullLogger.Instance);
await session.RunAsync(CancellationToken.None);
