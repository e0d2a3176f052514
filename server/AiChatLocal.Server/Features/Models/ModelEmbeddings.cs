using AiChatLocal.Core;
using AiChatLocal.Core.Privacy;
using AiChatLocal.Core.Providers;
using AiChatLocal.Protocol.Models;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Server.Features.Models;

/// <summary>Makes vectors of texts. Every door comes through here.</summary>
internal sealed class ModelEmbeddings(ModelCatalog models, DefaultModels defaults)
{
    /// <summary>Of one call: the answer is held in memory as a whole.</summary>
    private const int MostTexts = 2048;

    private const int MostDimensions = 65536;

    /// <summary>One vector for each text, in the order of the texts, and the full name of the model that made them.</summary>
    /// <param name="wanted">Full name; null: the default one.</param>
    public async Task<(string Model, GeneratedEmbeddings<Embedding<float>> Made)> EmbedAsync(
        string? wanted, IReadOnlyList<string> texts, int? dimensions, CancellationToken cancellationToken)
    {
        Check(texts, dimensions);
        var fullName = wanted ?? await defaults.FindAsync(ModelUse.Embeddings, cancellationToken);
        var (provider, model) = await models.ResolveAsync(fullName, cancellationToken);
        if (provider is not IEmbeddingProvider embedder)
        {
            throw MakesNone(provider);
        }

        EgressScope.Enter(EgressPurpose.Embeddings);
        using var generator = embedder.GetEmbeddingGenerator(model);
        return (fullName, await generator.GenerateAsync(texts, new() { Dimensions = dimensions }, cancellationToken));
    }

    public static RequestException MakesNone(IProvider provider) => Invalid(
        $"{provider.Configuration.Name} makes no vectors of texts.", $"Its API has no such thing.", $"Choose an embedding model of another provider.");

    private static void Check(IReadOnlyList<string> texts, int? dimensions)
    {
        if (texts.Count is 0 or > MostTexts)
        {
            throw Invalid($"{texts.Count} texts cannot be made into vectors at once.", $"It must be 1 to {MostTexts}.", $"Send them in several calls.");
        }

        for (var i = 0; i < texts.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(texts[i]))
            {
                throw Invalid($"Text {i + 1} is empty.", $"An empty text has no vector.", $"Leave it out.");
            }
        }

        if (dimensions is < 1 or > MostDimensions)
        {
            throw Invalid($"A vector cannot have {dimensions} numbers.", $"It must be 1 to {MostDimensions}.", $"Leave the dimensions out, or give what the model's page names.");
        }
    }

    private static RequestException Invalid(LocalizedString what, LocalizedString why, LocalizedString fix) => new(new(ProblemKind.Invalid, what, why, fix));
}
