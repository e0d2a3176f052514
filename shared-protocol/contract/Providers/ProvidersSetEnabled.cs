namespace AiChatLocal.Protocol.Providers;

/// <summary>Turns a provider off or on again. One that is off is not asked and its models are not listed; what was set stays.</summary>
[RpcRequest("providers/setEnabled")]
public sealed record ProvidersSetEnabledParams(string ProviderId, bool Enabled) : IRpcRequest<EmptyResult>;
