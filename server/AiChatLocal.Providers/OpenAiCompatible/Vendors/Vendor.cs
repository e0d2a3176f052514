using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Providers;

namespace AiChatLocal.Providers.OpenAiCompatible.Vendors;

/// <summary>An API that is OpenAI's but for what stands here. An entry of <c>vendors.json</c>, or <see cref="Plain"/>.</summary>
internal sealed class Vendor
{
    /// <summary>A server of which nothing is known yet.</summary>
    public static readonly Vendor Plain = new() { Id = "", DisplayName = "", BaseUrl = "" };

    public required string Id { get; set; }

    public required string DisplayName { get; set; }

    /// <summary>Words in braces are the user's to fill in.</summary>
    public required string BaseUrl { get; set; }

    public string KeyHeader { get; set; } = Http.HttpServer.Authorization;

    public string? KeyVariable { get; set; }

    public Dictionary<string, string> Headers { get; set; } = [];

    public Dictionary<string, string> Query { get; set; } = [];

    public string ModelsPath { get; set; } = "/models";

    /// <summary><c>{model}</c> in it stands for the model's name.</summary>
    public string ChatPath { get; set; } = "/chat/completions";

    /// <summary><c>{model}</c> in it stands for the model's name.</summary>
    public string EmbeddingsPath { get; set; } = "/embeddings";

    public ChatApi Api { get; set; } = ChatApi.Chat;

    public VendorDialect Dialect { get; set; } = new();

    public bool IsKnown => Id.Length > 0;

    public Uri? Address => BaseUrl.Contains('{', StringComparison.Ordinal) || !IsKnown ? null : new(BaseUrl);

    public ProviderPreset ToPreset() => new(Id, DisplayName, BaseUrl, KeyVariable);
}

/// <summary>Where a vendor's fields differ from what most servers take.</summary>
internal sealed class VendorDialect
{
    /// <summary>Name of the field for the seed; null: there is none.</summary>
    public string? Seed { get; set; } = "seed";

    /// <summary>Whether usage has to be asked for with <c>stream_options</c>.</summary>
    public bool UsageOption { get; set; } = true;

    public string MaxTokens { get; set; } = "max_tokens";

    public string RepeatPenalty { get; set; } = "repeat_penalty";

    /// <summary>Name of the field for the size of a vector.</summary>
    public string Dimensions { get; set; } = "dimensions";

    /// <summary>Name of the field for the effort: <c>reasoning</c> is an object around it; null: there is none.</summary>
    public string? Effort { get; set; } = "reasoning_effort";

    /// <summary>Fields that OpenAI does not have are refused, so they are left out.</summary>
    public bool RefusesUnknown { get; set; }

    /// <summary>Exactly so many letters and digits have to be in the id of a tool call.</summary>
    public int? CallIdLength { get; set; }

    /// <summary>The field in which thinking goes back beside the calls that it led to.</summary>
    public string? ThinkingWithCalls { get; set; }

    /// <summary>Signed thinking is sent back as pieces of the content. The word stands before signatures, to know whose they are.</summary>
    public string? SignedThinking { get; set; }

    /// <summary>Beginnings of models that take <c>prompt_mode</c> in place of an effort.</summary>
    public IReadOnlyList<string> PromptModeModels { get; set; } = [];

    /// <summary>Beginnings of models that refuse to be asked for reasoning.</summary>
    public IReadOnlyList<string> WithoutReasoning { get; set; } = [];

    /// <summary>Parts of the names of models that do something else than chat, where the list of models does not say so.</summary>
    public IReadOnlyList<string> NotChat { get; set; } = [];
}
