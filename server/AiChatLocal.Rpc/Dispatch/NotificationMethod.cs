namespace AiChatLocal.Rpc.Dispatch;

/// <summary>A kind of notification and what receives it.</summary>
internal abstract class NotificationMethod(string name)
{
    public string Name { get; } = name;

    /// <exception cref="RpcException">The parameters are not what the method takes.</exception>
    public abstract ValueTask InvokeAsync(ReadOnlySpan<byte> parameters, RpcSession session, CancellationToken cancellationToken);
}

internal sealed class NotificationMethod<TParams>(string name, RpcNotificationHandler<TParams> handler, WireTypes types)
    : NotificationMethod(name)
    where TParams : Protocol.IRpcNotification
{
    public override ValueTask InvokeAsync(ReadOnlySpan<byte> parameters, RpcSession session, CancellationToken cancellationToken) =>
        handler(ParameterReader.Read(parameters, types.Of<TParams>()), session, cancellationToken);
}
