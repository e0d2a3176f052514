using AiChatLocal.Core.Configuration;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Core.Providers;

/// <summary>
/// A kind of model server or API: <c>ollama</c>, <c>openai-compatible</c>, <c>anthropic</c>, <c>gemini</c>, <c>embedded</c>. One folder and one registration line each.
/// </summary>
public interface IProviderKind
{
    ProviderKindDescription Description { get; }

    /// <summary>Cheap: opens nothing.</summary>
    IProvider Create(ProviderConfiguration configuration);

    /// <summary>Asks the usual loopback addresses; what does not answer as this kind does is left out. Never throws for a silent port.</summary>
    Task<IReadOnlyList<DiscoveredServer>> DiscoverAsync(CancellationToken cancellationToken);
}

public sealed record ProviderKindDescription(
    string Kind, string DisplayName, LocalizedString Description, bool TakesBaseUrl, Uri? DefaultBaseUrl, bool TakesApiKey)
{
    /// <summary>Whether <see cref="RequestSettings"/> mean anything to this kind.</summary>
    public bool TakesRequestSettings { get; init; }

    /// <summary>Whether a key for managing models may be given beside the API key.</summary>
    public bool TakesAdminKey { get; init; }

    /// <summary>Vendors that are known well enough to be chosen by name.</summary>
    public IReadOnlyList<ProviderPreset> Presets { get; init; } = [];
}

/// <param name="BaseUrl">Words in braces, such as <c>{resource}</c>, are the user's to fill in.</param>
/// <param name="KeyVariable">The environment variable in which the vendor's own tools look for the key.</param>
public sealed record ProviderPreset(string Id, string DisplayName, string BaseUrl, string? KeyVariable);

public sealed record DiscoveredServer(string Kind, string DisplayName, Uri BaseUrl, IReadOnlyList<string> Models, string? Version = null);

/// <summary>One configured model server or API. Failures are <see cref="ProviderException"/>.</summary>
public interface IProvider
{
    ProviderConfiguration Configuration { get; }

    /// <summary>True when requests go to an address that is not loopback.</summary>
    bool LeavesThisMachine { get; }

    /// <summary>
    /// A client for one model, named without the provider. Its stream yields text (<see cref="TextContent"/>), thinking
    /// (<see cref="TextReasoningContent"/>), <see cref="ProgressContent"/> before the first text, and at the end
    /// <see cref="UsageContent"/>, <see cref="TimingContent"/> and the finish reason. Text that arrived together comes merged.
    /// </summary>
    IChatClient GetChatClient(string model);

    Task<IReadOnlyList<ModelDescription>> ListModelsAsync(CancellationToken cancellationToken);

    /// <summary>Tries the provider step by step; a failed step is told, not thrown.</summary>
    /// <param name="askModel">Whether a model is asked for one token; null: when that stays on this machine and loads no model.</param>
    Task<ProviderTestReport> TestAsync(bool? askModel, CancellationToken cancellationToken);
}

/// <summary>A provider that can bring models onto this machine.</summary>
public interface IModelDownloader
{
    /// <summary>Downloads a model; goes on where an earlier attempt stopped. Progress is told at most ten times a second.</summary>
    Task PullAsync(string model, Action<PullProgress> progress, CancellationToken cancellationToken);
}

public sealed record PullProgress(bool Verifying, long CompletedBytes, long? TotalBytes, double? BytesPerSecond);

public sealed record ProviderTestReport(IReadOnlyList<ProviderTestStep> Steps, string? Version = null)
{
    public bool Ok => Steps.All(step => step.Failure is null);
}

/// <param name="Message">What was found; for a failed step the sentence of <paramref name="Failure"/>.</param>
/// <param name="Detail">The raw answer or the system's words behind it. Keys never stand in it.</param>
public sealed record ProviderTestStep(string Name, TimeSpan Duration, LocalizedString Message, Problem? Failure = null, string? Detail = null);
