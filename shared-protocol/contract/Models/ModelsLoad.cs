namespace AiChatLocal.Protocol.Models;

/// <summary>
/// Has a model's server bring it into memory, and answers when it is there: after milliseconds or many minutes, without a limit. Cancelling
/// stops waiting. What the server cannot do of what is asked is refused with the reason; nothing is left out unseen.
/// </summary>
/// <param name="Model">Full name, <c>&lt;provider&gt;/&lt;model&gt;</c>.</param>
/// <param name="ContextLength">The window to allocate, in tokens, 64 or more. Absent: what the server takes by itself.</param>
/// <param name="KeepAliveSeconds">How long it stays when nobody asks it; below 0: until it is unloaded. Absent: what the server takes by itself.</param>
/// <param name="Path">For an adapter (LoRA) of a vLLM server: where that server finds its files.</param>
[RpcRequest("models/load")]
public sealed record ModelsLoadParams(string Model, int? ContextLength = null, double? KeepAliveSeconds = null, string? Path = null)
    : IRpcRequest<ModelsLoadResult>;

/// <param name="DurationMs">How long it took, in milliseconds.</param>
/// <param name="Loaded">The model as its server lists it now; absent when it does not.</param>
public sealed record ModelsLoadResult(double DurationMs, ModelInfo? Loaded = null);
