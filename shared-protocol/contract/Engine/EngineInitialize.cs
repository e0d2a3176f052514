namespace AiChatLocal.Protocol.Engine;

/// <summary>The first request that the sidecar sends to the engine process.</summary>
/// <param name="ContractHash">As in <c>initialize</c>: both sides must come from one build.</param>
/// <param name="Locale">The language that the sidecar speaks, e.g. <c>de</c>; absent, or without a translation: English.</param>
[RpcRequest("engine/initialize")]
public sealed record EngineInitializeParams(string ContractHash, string? Locale = null) : IRpcRequest<EngineInitializeResult>;

/// <param name="LlamaCppRelease">Release tag of the llama.cpp inside, e.g. <c>b6700</c>.</param>
/// <param name="PhysicalCores">What threads are set from.</param>
public sealed record EngineInitializeResult(string EngineVersion, string NodeVersion, string LlamaCppRelease, int PhysicalCores);
