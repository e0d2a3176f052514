namespace AiChatLocal.Protocol.Providers;

/// <summary>Reads what a model server measures of itself now. A server that measures nothing, or was not started so, is refused with the reason.</summary>
[RpcRequest("providers/metrics")]
public sealed record ProvidersMetricsParams(string ProviderId) : IRpcRequest<ProvidersMetricsResult>;

/// <param name="Models">One entry for each model in memory; empty: none is.</param>
public sealed record ProvidersMetricsResult(IReadOnlyList<ModelFigures> Models);

/// <summary>The figures of one model; what its server does not tell is absent.</summary>
/// <param name="Model">Named without the provider; absent: the server has one model and does not name it here.</param>
/// <param name="RequestsRunning">Being answered.</param>
/// <param name="RequestsWaiting">In the server's queue.</param>
/// <param name="PromptTokensPerSecond">How fast prompts are read: a mean over what the server calls recent, or since the figures were read before.</param>
/// <param name="GenerationTokensPerSecond">How fast answers are written, of all requests together; over the same time.</param>
/// <param name="KvCacheUsage">The part of the cache for context that is in use, 0 to 1.</param>
/// <param name="PromptTokens">Read since the server started.</param>
/// <param name="GenerationTokens">Written since the server started.</param>
/// <param name="Slots">The places in which requests are answered side by side, where the server has such.</param>
public sealed record ModelFigures(
    string? Model = null,
    int? RequestsRunning = null,
    int? RequestsWaiting = null,
    double? PromptTokensPerSecond = null,
    double? GenerationTokensPerSecond = null,
    double? KvCacheUsage = null,
    long? PromptTokens = null,
    long? GenerationTokens = null,
    IReadOnlyList<ServerSlot>? Slots = null);

/// <param name="Slot">The server's own number.</param>
/// <param name="ContextLength">Its window in tokens.</param>
/// <param name="GeneratedTokens">Of the answer that is being written.</param>
public sealed record ServerSlot(int Slot, bool Busy, int? ContextLength = null, int? GeneratedTokens = null);
