using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AiChatLocal.Protocol;
using AiChatLocal.Rpc.Dispatch;

namespace AiChatLocal.Rpc;

/// <summary>
/// The methods that one side of a session answers to. Their names come from the attributes of the contract's records. It is filled
/// before the first session starts and can serve any number of sessions.
/// </summary>
/// <param name="json">Reads and writes the records; a <see cref="JsonSerializerContext"/> keeps its own options.</param>
public sealed class RpcMethods(IJsonTypeInfoResolver json)
{
    private readonly Dictionary<string, RequestMethod> _requests = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NotificationMethod> _notifications = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> RequestNames => _requests.Keys;

    internal WireTypes Types { get; } = new(json);

    /// <exception cref="ArgumentException">The method has a handler already.</exception>
    public RpcMethods OnRequest<TParams, TResult>(RpcHandler<TParams, TResult> handler)
        where TParams : IRpcRequest<TResult>
    {
        var name = MethodName<TParams>.Request;
        _requests.Add(name, new RequestMethod<TParams, TResult>(name, handler, Types));
        return this;
    }

    /// <exception cref="ArgumentException">The method has a handler already.</exception>
    public RpcMethods OnNotification<TParams>(RpcNotificationHandler<TParams> handler)
        where TParams : IRpcNotification
    {
        var name = MethodName<TParams>.Notification;
        _notifications.Add(name, new NotificationMethod<TParams>(name, handler, Types));
        return this;
    }

    internal RequestMethod? FindRequest(string name) => _requests.GetValueOrDefault(name);

    internal NotificationMethod? FindNotification(string name) => _notifications.GetValueOrDefault(name);
}
