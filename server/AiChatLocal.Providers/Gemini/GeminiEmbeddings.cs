using System.Text.Json;
using AiChatLocal.Core;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Streaming;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Gemini;

/// <summary>Vectors of texts over <c>:batchEmbedContents</c>, all of a call in one request.</summary>
internal sealed class GeminiEmbeddings(HttpRoom http, HttpServer server, string model) : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly EmbeddingGeneratorMetadata _metadata = new(server.Name, server.BaseUrl, model);

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        string[] texts = [.. values];
        var name = options?.ModelId ?? model;
        if (texts.Length == 0)
        {
            return [];
        }

        var call = HttpCall.Post(server, GeminiAddress.Path(name, "batchEmbedContents"), Write(name, texts, options?.Dimensions), name);
        using var answer = await http.SendJsonAsync(call, cancellationToken).ConfigureAwait(false);
        var vectors = answer.Root.Items("embeddings")
            .Select(each => new Embedding<float>(each.Items("values").Where(number => number.ValueKind == JsonValueKind.Number).Select(number => number.GetSingle()).ToArray()) { ModelId = name })
            .ToArray();
        return vectors.Length == texts.Length ? [.. vectors] : throw new ProviderException(new(
            ProblemKind.UnexpectedAnswer, $"{server.Name} did not answer every text.",
            $"It gave {vectors.Length} vectors for {texts.Length} texts.", "Check that the model embeds texts."));
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

    private static ReadOnlyMemory<byte> Write(string model, string[] texts, int? dimensions) => JsonWriting.ToBody(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("requests"u8);
        foreach (var text in texts)
        {
            json.WriteStartObject();
            json.WriteString("model"u8, GeminiAddress.FullName(model));
            json.WriteStartObject("content"u8);
            json.WriteStartArray("parts"u8);
            json.WriteStartObject();
            json.WriteString("text"u8, text);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteOptional("outputDimensionality"u8, dimensions);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
