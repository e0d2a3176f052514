namespace AiChatLocal.Rpc.Sending;

/// <summary>Puts finished messages into the outbox, waiting for room where there is none.</summary>
internal sealed class Sender(FrameFactory frames, Outbox outbox)
{
    public FrameFactory Frames { get; } = frames;

    public Outbox Outbox { get; } = outbox;

    /// <exception cref="RpcConnectionException">Nothing is sent any more.</exception>
    public async ValueTask SendAsync(Frame frame, CancellationToken cancellationToken)
    {
        try
        {
            while (!Outbox.TryAppend(frame.Bytes)) await Outbox.RoomAsync(cancellationToken);
        }
        finally
        {
            Frames.Return(frame);
        }
    }

    /// <summary>Sends without waiting, past the limit if need be.</summary>
    /// <exception cref="RpcConnectionException">Nothing is sent any more.</exception>
    public void SendNow(Frame frame)
    {
        try
        {
            Outbox.TryAppend(frame.Bytes, force: true);
        }
        finally
        {
            Frames.Return(frame);
        }
    }
}
