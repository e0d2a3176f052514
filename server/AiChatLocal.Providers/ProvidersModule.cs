using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Anthropic;
using AiChatLocal.Providers.Discovery;
using AiChatLocal.Providers.Embedded;
using AiChatLocal.Providers.Gemini;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Ollama;
using AiChatLocal.Providers.OpenAiCompatible;
using AiChatLocal.Providers.OpenAiCompatible.Vendors;

namespace AiChatLocal.Providers;

/// <summary>All kinds of providers. Making it opens nothing and asks nobody: the first question must not wait for it.</summary>
/// <param name="embedded">The engine that comes with the product; null where nobody may start it.</param>
public sealed class ProvidersModule(HttpRoom http, ProbeSettings probes, TimeProvider time, EmbeddedKind? embedded = null)
{
    /// <summary>In the order in which they are offered. A new kind is one line here.</summary>
    public IReadOnlyList<IProviderKind> Kinds { get; } =
    [
        .. embedded is null ? Array.Empty<IProviderKind>() : [embedded],
        new OllamaKind(http, probes, time),
        new OpenAiCompatibleKind(http, probes, time),
        new VendorKind("openai", $"OpenAI's own models, over its Responses API.", http, time),
        new VendorKind("mistral", $"Mistral's own models.", http, time),
        new AnthropicKind(http, time),
        new GeminiKind(http, time),
    ];

    public IProviderKind? Find(string kind) => Kinds.FirstOrDefault(candidate => candidate.Description.Kind == kind);
}
