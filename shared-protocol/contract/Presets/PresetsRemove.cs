namespace AiChatLocal.Protocol.Presets;

/// <summary>Removes a preset. Its models are asked with nothing set again.</summary>
[RpcRequest("presets/remove")]
public sealed record PresetsRemoveParams(string Name) : IRpcRequest<EmptyResult>;
