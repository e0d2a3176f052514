using AiChatLocal.Protocol.Chat;

namespace AiChatLocal.Protocol.Engine;

/// <summary>
/// Answers a conversation. Loads the model when it is not in memory. Text arrives as <see cref="EngineDelta"/>; a cancel ends
/// it with <see cref="StopReason.Cancelled"/>.
/// </summary>
/// <param name="ReplyId">Chosen by the caller; the notifications carry it.</param>
/// <param name="ModelPath">Absolute path of a GGUF file, or of the ONNX weights in a model's folder.</param>
/// <param name="ContextLength">Window in tokens; absent: the model's own, but no more than the engine's default cap.</param>
/// <param name="Threads">Absent: the physical cores.</param>
[RpcRequest("engine/generate")]
public sealed record EngineGenerateParams(
    string ReplyId,
    string ModelPath,
    IReadOnlyList<EngineMessage> Messages,
    EngineSampling? Sampling = null,
    int? ContextLength = null,
    int? Threads = null) : IRpcRequest<EngineGenerateResult>;

public sealed record EngineMessage(MessageRole Role, string Text);

/// <summary>Absent values are the engine's defaults.</summary>
/// <param name="JsonSchema">A JSON schema, as JSON text, that the answer must follow.</param>
public sealed record EngineSampling(
    double? Temperature = null,
    double? TopP = null,
    int? TopK = null,
    double? MinP = null,
    double? RepeatPenalty = null,
    int? Seed = null,
    int? MaxTokens = null,
    IReadOnlyList<string>? Stop = null,
    string? JsonSchema = null);

/// <param name="PromptTokens">Tokens of the whole prompt.</param>
/// <param name="EvaluatedPromptTokens">Those that were not in the cache of the turn before: what <paramref name="PromptMs"/> was spent on.</param>
/// <param name="GenerationMs">From the first to the last generated token.</param>
/// <param name="ContextLength">The window that is allocated.</param>
public sealed record EngineGenerateResult(
    StopReason StopReason, int PromptTokens, int EvaluatedPromptTokens, int CompletionTokens, double PromptMs, double GenerationMs, int ContextLength);

/// <summary>A piece of a running reply.</summary>
[RpcNotification("engine/delta", RpcSender.Server)]
public sealed record EngineDelta(string ReplyId, IReadOnlyList<MessagePart> Parts) : IRpcNotification;

/// <summary>What a reply without text yet waits for.</summary>
[RpcNotification("engine/progress", RpcSender.Server)]
public sealed record EngineProgress(string ReplyId, ReplyPhase Phase, double? Fraction = null) : IRpcNotification;
