using System.Text.Json;
using AiChatLocal.Core;
using AiChatLocal.Providers.Http;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Embeddings;

/// <summary>
/// Vectors of texts, many texts in one request. What an API makes of them is written by its own class; here are the limits of a request,
/// the order of the answers, and what is refused.
/// </summary>
/// <param name="model">Named without the provider.</param>
internal abstract class VectorGenerator(HttpRoom http, HttpServer server, string model) : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly EmbeddingGeneratorMetadata _metadata = new(server.Name, server.BaseUrl, model);

    /// <summary>The most texts that one request takes; more of them go one request after the other.</summary>
    protected virtual int TextsPerRequest => 512;

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var name = options?.ModelId ?? model;
        GeneratedEmbeddings<Embedding<float>> all = [];
        long? tokens = null;
        foreach (var texts in values.Chunk(TextsPerRequest))
        {
            var (vectors, used) = await AskAsync(name, texts, options?.Dimensions, cancellationToken).ConfigureAwait(false);
            all.AddRange(vectors.Select(vector => new Embedding<float>(vector) { ModelId = name }));
            tokens = used is null ? tokens : (tokens ?? 0) + used;
        }

        all.Usage = tokens is null ? null : new() { InputTokenCount = tokens, TotalTokenCount = tokens };
        return all;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose()
    {
        // The connections belong to the HTTP room.
    }

    protected abstract HttpCall Ask(HttpServer server, string model, IReadOnlyList<string> texts, int? dimensions);

    /// <summary>In the order of the texts.</summary>
    protected abstract IEnumerable<float[]> Read(JsonElement answer);

    /// <summary>The tokens of the texts; null: not told.</summary>
    protected virtual long? ReadTokens(JsonElement answer) => null;

    /// <summary>What is no number stays in its place as one that is none (NaN): servers write null for a calculation that failed.</summary>
    protected static float[] Numbers(JsonElement list) => list.ValueKind != JsonValueKind.Array ? []
        : [.. list.EnumerateArray().Select(number => number.ValueKind == JsonValueKind.Number ? number.GetSingle() : float.NaN)];

    private async Task<(float[][] Vectors, long? Tokens)> AskAsync(
        string name, string[] texts, int? dimensions, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.SendJsonAsync(Ask(server, name, texts, dimensions), cancellationToken).ConfigureAwait(false);
            float[][] vectors = [.. Read(answer.Root)];
            EmbeddingProblems.Check(server, name, texts.Length, dimensions, vectors);
            return (vectors, ReadTokens(answer.Root));
        }
        catch (ProviderException failure)
        {
            throw new ProviderException(EmbeddingProblems.Explain(failure.Problem, server, name, dimensions), failure);
        }
    }
}
