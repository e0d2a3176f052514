using System.Text.Json.Serialization;

namespace AiChatLocal.Protocol.Engine;

/// <summary>What is in memory now.</summary>
[RpcRequest("engine/status")]
public sealed record EngineStatusParams : IRpcRequest<EngineStatusResult>;

/// <param name="ResidentBytes">Of the engine process.</param>
public sealed record EngineStatusResult(IReadOnlyList<EngineLoadedModel> Loaded, long ResidentBytes);

public sealed record EngineLoadedModel(string ModelPath, int ContextLength, int Threads);

/// <summary>Frees the memory of a model, or of all.</summary>
[RpcRequest("engine/unload")]
public sealed record EngineUnloadParams(string? ModelPath = null) : IRpcRequest<EmptyResult>;

/// <summary>Reads what a GGUF file says of itself, without loading it.</summary>
[RpcRequest("engine/inspect")]
public sealed record EngineInspectParams(string ModelPath) : IRpcRequest<EngineInspectResult>;

/// <param name="ChatTemplate">Whether the file carries a chat template; without one a generic format is used.</param>
public sealed record EngineInspectResult(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Architecture,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Quantization,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? TrainedContextLength,
    bool ChatTemplate,
    long SizeBytes);
