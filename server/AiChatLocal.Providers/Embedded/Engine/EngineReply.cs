using System.Threading.Channels;
using AiChatLocal.Protocol.Engine;

namespace AiChatLocal.Providers.Embedded.Engine;

/// <summary>What arrives for one running reply: <see cref="EngineDelta"/> and <see cref="EngineProgress"/>, in order.</summary>
internal sealed class EngineReply
{
    // A reply holds no more than the model's window, and the engine is slower than whoever reads.
    private readonly Channel<object> _arrived = Channel.CreateUnbounded<object>(new() { SingleReader = true, AllowSynchronousContinuations = false });

    public ChannelReader<object> Arrived => _arrived.Reader;

    public void Add(object notification) => _arrived.Writer.TryWrite(notification);

    public void Complete() => _arrived.Writer.TryComplete();
}
