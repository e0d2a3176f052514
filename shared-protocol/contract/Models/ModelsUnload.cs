namespace AiChatLocal.Protocol.Models;

/// <summary>Has a model's server take it out of memory, and answers when it is out. A model that is not in memory is refused, and so is a server that cannot do it.</summary>
/// <param name="Model">Full name, <c>&lt;provider&gt;/&lt;model&gt;</c>.</param>
[RpcRequest("models/unload")]
public sealed record ModelsUnloadParams(string Model) : IRpcRequest<EmptyResult>;
