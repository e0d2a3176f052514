namespace AiChatLocal.Protocol.Prompts;

/// <summary>Removes a prompt from the library.</summary>
[RpcRequest("prompts/remove")]
public sealed record PromptsRemoveParams(string Name) : IRpcRequest<EmptyResult>;
