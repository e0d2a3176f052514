using System.Text.Json;

namespace AiChatLocal.Protocol.Lifecycle;

/// <summary>Cancels a running request. It is still answered: a stream with its partial result, another with <see cref="RpcErrorCode.RequestCancelled"/>.</summary>
/// <param name="Id">The id of the request: a string or a number.</param>
[RpcNotification("$/cancelRequest", RpcSender.Client)]
public sealed record CancelRequestParams(JsonElement Id) : IRpcNotification;
