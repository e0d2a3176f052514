namespace AiChatLocal.Protocol;

/// <summary>Names the JSON-RPC method whose parameters a record holds: <c>noun/verb</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RpcRequestAttribute(string method) : Attribute
{
    public string Method { get; } = method;
}

/// <summary>Names the JSON-RPC notification whose parameters a record holds, and who sends it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RpcNotificationAttribute(string method, RpcSender sender) : Attribute
{
    public string Method { get; } = method;

    public RpcSender Sender { get; } = sender;
}

public enum RpcSender
{
    Client,
    Server,
}

/// <summary>Binds a request's parameters to its result, so that one declaration types the whole call.</summary>
public interface IRpcRequest<TResult>;

/// <summary>Marks the parameters of a notification: no answer follows.</summary>
public interface IRpcNotification;

/// <summary>The result of a request that has nothing to say but that it was done.</summary>
public sealed record EmptyResult
{
    public static readonly EmptyResult Instance = new();
}
