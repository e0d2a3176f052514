namespace AiChatLocal.Protocol.Providers;

/// <summary>Sets the order in which providers and their models are listed. The embedded engine stays first.</summary>
/// <param name="ProviderIds">Those that are not named follow in the order that they had.</param>
[RpcRequest("providers/reorder")]
public sealed record ProvidersReorderParams(IReadOnlyList<string> ProviderIds) : IRpcRequest<EmptyResult>;
