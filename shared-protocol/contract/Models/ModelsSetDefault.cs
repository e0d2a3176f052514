namespace AiChatLocal.Protocol.Models;

/// <summary>Chooses the model for chats that name none. Absent: back to the first usable one.</summary>
[RpcRequest("models/setDefault")]
public sealed record ModelsSetDefaultParams(string? Model = null) : IRpcRequest<EmptyResult>;
