using AiChatLocal.Core;
using AiChatLocal.Protocol.Engine;
using AiChatLocal.Providers.Embedded.Engine;
using AiChatLocal.Providers.Embedded.Models;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Embedded;

/// <summary>Has the engine make vectors of texts; each has the length 1.</summary>
internal sealed class EmbeddedEmbeddings(EngineHost host, LocalModels models, string model, string provider) : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly EmbeddingGeneratorMetadata _metadata = new(provider, null, model);

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        string[] texts = [.. values];
        if (texts.Length == 0) return [];
        var name = options?.ModelId ?? model;
        var path = models.PathOf(name);
        using var lease = await host.LeaseAsync(cancellationToken).ConfigureAwait(false);
        var result = await lease.Engine.RequestAsync<EngineEmbedParams, EngineEmbedResult>(new(path, texts), cancellationToken).ConfigureAwait(false);
        if (options?.Dimensions is { } wanted && result.Vectors.FirstOrDefault(vector => vector.Count != wanted) is { } other)
        {
            throw new ProviderException(new(
                ProblemKind.Invalid, $"{name} gives no vectors of {wanted} numbers.", $"It gives {other.Count} numbers for each text.",
                $"Leave the number of dimensions out."));
        }

        return new(result.Vectors.Select(vector => new Embedding<float>(vector.ToArray()) { ModelId = name }))
        {
            Usage = new() { InputTokenCount = result.Tokens, TotalTokenCount = result.Tokens },
        };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose()
    {
        // The engine belongs to its host.
    }
}
