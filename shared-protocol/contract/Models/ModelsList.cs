namespace AiChatLocal.Protocol.Models;

/// <summary>Lists the models of all providers, or of one.</summary>
[RpcRequest("models/list")]
public sealed record ModelsListParams(string? ProviderId = null) : IRpcRequest<ModelsListResult>;

/// <param name="DefaultModel">The model that <c>chat/send</c> takes when neither it nor the chat names one: the user's choice, else the first usable one.</param>
/// <param name="EditModel">The one that was chosen for quick edits; absent: they take <paramref name="DefaultModel"/>.</param>
/// <param name="EmbeddingModel">The one that <c>models/embed</c> takes when it names none: the user's choice, else the first that is known to make vectors.</param>
/// <param name="Problems">Providers that could not be asked; the models of the others are listed all the same.</param>
public sealed record ModelsListResult(
    IReadOnlyList<ModelInfo> Models,
    IReadOnlyList<ProviderProblem> Problems,
    string? DefaultModel = null,
    string? EditModel = null,
    string? EmbeddingModel = null);

/// <param name="Model">Full name, <c>&lt;provider&gt;/&lt;model&gt;</c>.</param>
/// <param name="DisplayName">Short name for people.</param>
/// <param name="Provider">The provider's name: the part of <paramref name="Model"/> before the first slash.</param>
/// <param name="ContextLength">Allocated window in tokens where the server tells it, else the model's maximum, else absent.</param>
/// <param name="Capabilities">E.g. <c>chat</c>, <c>tools</c>, <c>vision</c>, <c>thinking</c>, <c>embedding</c>; empty when unknown.</param>
/// <param name="UnknownCapabilities">Those that the model's API has no word for: it may have them or not. What is in neither list it cannot do.</param>
/// <param name="Description">For a model that can be downloaded: what it is good for.</param>
/// <param name="UnavailableBecause">Why it cannot be asked now, e.g. since Local only is on; absent: it can.</param>
/// <param name="MaxContextLength">The most that the model takes, in tokens, where it is told.</param>
/// <param name="MaxOutputTokens">The longest answer in tokens, where it is told.</param>
/// <param name="MemoryBytes">What it takes of its server's memory, the graphics card's included, while it is loaded.</param>
/// <param name="GpuMemoryBytes">The part of <paramref name="MemoryBytes"/> that is on a graphics card.</param>
/// <param name="UnloadsAt">When its server unloads it if nobody asks it until then; absent: not told, or never.</param>
/// <param name="CanLoad">Whether <c>models/load</c> can bring it into memory now; false while it is there.</param>
/// <param name="CanUnload">Whether <c>models/unload</c> can take it out of memory now.</param>
/// <param name="LoadingNote">Why it can be neither loaded nor unloaded, in a sentence for people.</param>
public sealed record ModelInfo(
    string Model,
    string DisplayName,
    string Provider,
    string ProviderKind,
    ModelState State,
    bool LeavesThisMachine,
    IReadOnlyList<string> Capabilities,
    long? SizeBytes = null,
    string? Quantization = null,
    string? Family = null,
    string? ParameterSize = null,
    int? ContextLength = null,
    string? Licence = null,
    string? Description = null,
    string? UnavailableBecause = null,
    IReadOnlyList<string>? UnknownCapabilities = null,
    int? MaxContextLength = null,
    int? MaxOutputTokens = null,
    long? MemoryBytes = null,
    long? GpuMemoryBytes = null,
    DateTimeOffset? UnloadsAt = null,
    bool CanLoad = false,
    bool CanUnload = false,
    string? LoadingNote = null);

/// <summary>Downloadable: known, not on this machine yet (<c>models/pull</c> fetches it). Available: there, not in memory. Loaded: in memory.</summary>
public enum ModelState
{
    Downloadable,
    Available,
    Loaded,
}

public sealed record ProviderProblem(string Provider, string Message, ErrorData Error);
