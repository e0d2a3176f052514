using System.Reflection;
using System.Text.Json;
using AiChatLocal.Protocol;

namespace AiChatLocal.Rpc.Dispatch;

/// <summary>The method whose parameters <typeparamref name="TParams"/> holds; read from its attribute once.</summary>
internal static class MethodName<TParams>
{
    private static readonly string? RequestName = typeof(TParams).GetCustomAttribute<RpcRequestAttribute>(inherit: false)?.Method;
    private static readonly string? NotificationName = typeof(TParams).GetCustomAttribute<RpcNotificationAttribute>(inherit: false)?.Method;

    private static readonly JsonEncodedText EncodedName = JsonEncodedText.Encode(RequestName ?? NotificationName ?? string.Empty);

    public static JsonEncodedText Encoded => RequestName is null && NotificationName is null ? throw Missing("of a method") : EncodedName;

    public static string Request => RequestName ?? throw Missing(nameof(RpcRequestAttribute));

    public static string Notification => NotificationName ?? throw Missing(nameof(RpcNotificationAttribute));

    private static InvalidOperationException Missing(string attribute) =>
        new($"{typeof(TParams).Name} names no method: it needs the attribute {attribute}.");
}
