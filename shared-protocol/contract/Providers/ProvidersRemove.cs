namespace AiChatLocal.Protocol.Providers;

/// <summary>Removes a provider and its stored key. Chats that used it stay.</summary>
[RpcRequest("providers/remove")]
public sealed record ProvidersRemoveParams(string ProviderId) : IRpcRequest<EmptyResult>;
