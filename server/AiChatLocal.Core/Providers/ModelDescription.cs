namespace AiChatLocal.Core.Providers;

public enum ModelState
{
    Downloadable,
    Available,
    Loaded,
}

/// <param name="Id">Name within the provider.</param>
/// <param name="Capabilities">Words such as <c>chat</c>, <c>tools</c>, <c>vision</c>, <c>thinking</c>, <c>embedding</c>; empty: unknown.</param>
public sealed record ModelDescription(
    string Id,
    string DisplayName,
    ModelState State,
    IReadOnlyList<string> Capabilities,
    long? SizeBytes = null,
    string? Quantization = null,
    string? Family = null,
    string? ParameterSize = null,
    int? ContextLength = null,
    string? Licence = null,
    LocalizedString? Description = null,
    int? MaxOutputTokens = null)
{
    /// <summary>What the model can take at most; <see cref="ContextLength"/> is what its server allocated, where that is told.</summary>
    public int? MaxContextLength { get; init; }

    /// <summary>The model that this one is an adapter (LoRA) of.</summary>
    public string? BaseModel { get; init; }

    /// <summary>Capabilities that the model's API has no word for: it may have them or not.</summary>
    public IReadOnlyList<string> Untold { get; init; } = [];

    /// <summary>Whether the model has a capability; null: nobody tells.</summary>
    public bool? Can(string capability) =>
        Capabilities.Contains(capability) ? true : Capabilities.Count == 0 || Untold.Contains(capability) ? null : false;

    /// <summary>What it takes of the server's memory, the graphics card's included, while it is loaded.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>The part of <see cref="MemoryBytes"/> that is on a graphics card.</summary>
    public long? GpuMemoryBytes { get; init; }

    /// <summary>When its server unloads it if nobody asks it until then; null: not told, or never.</summary>
    public DateTimeOffset? UnloadsAt { get; init; }

    /// <summary>Whether <see cref="IModelLoader.LoadAsync"/> can bring it into memory now. False while it is there.</summary>
    public bool CanLoad { get; init; }

    /// <summary>Whether <see cref="IModelLoader.UnloadAsync"/> can take it out of memory now.</summary>
    public bool CanUnload { get; init; }

    /// <summary>Whether a question can say which window its server allocates.</summary>
    public bool TakesContextLength { get; init; }

    /// <summary>What each token of the window takes of the server's memory, at full precision of its cache; null: unknown.</summary>
    public long? BytesPerToken { get; init; }

    /// <summary>Why it can be neither loaded nor unloaded, in a sentence; null: it can, or nothing is known.</summary>
    public LocalizedString? LoadingNote { get; init; }

    /// <summary>False for a model that is known to do something else, such as embeddings.</summary>
    public bool CanChat => Capabilities.Count == 0 || Capabilities.Contains("chat");
}
