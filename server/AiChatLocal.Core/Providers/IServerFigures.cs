namespace AiChatLocal.Core.Providers;

/// <summary>A provider whose server measures itself. One that was not started so throws <see cref="RequestException"/> with what to do.</summary>
public interface IServerFigures
{
    /// <summary>One entry for each model in memory.</summary>
    Task<IReadOnlyList<ModelFigures>> ReadFiguresAsync(CancellationToken cancellationToken);
}

/// <summary>What is measured of one model; null: not told.</summary>
/// <param name="Model">Null: the server has one model and does not name it here.</param>
/// <param name="PromptTokensPerSecond">A mean over what the server calls recent, or since the figures were read before; so is the next.</param>
/// <param name="KvCacheUsage">0 to 1.</param>
/// <param name="PromptTokens">Since the server started; so is the next.</param>
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

/// <param name="ContextLength">In tokens.</param>
/// <param name="GeneratedTokens">Of the answer that is being written.</param>
public sealed record ServerSlot(int Id, bool IsBusy, int? ContextLength = null, int? GeneratedTokens = null);
