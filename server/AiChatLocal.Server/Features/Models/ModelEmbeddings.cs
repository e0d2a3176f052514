using AiChatLocal.Core;
using AiChatLocal.Core.Privacy;
using AiChatLocal.Core.Providers;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Server.Features.Models;

/// <summary>Makes vectors of texts. Every door comes through here.</summary>
internal sealed class ModelEmbeddings(ModelCatalog models)
{
    /// <summary>Of one call: the answer is held in memory as a whole.</summary>
    private const int MostTexts = 2048;

    private const int MostDimensions = 65536;

    /// <summary>One vector for each text, in the order of the texts.</summary>
    public async Task<GeneratedEmbeddings<Embedding<float>>> EmbedAsync(
        string fullName, IReadOnlyList<string> texts, int? dimensions, CancellationToken cancellationToken)
    {
        Check(texts, dimensions);
        var (provider, model) = await models.ResolveAsync(fullName, cancellationToken);
        if (provider is not IEmbeddingProvider embedder)
        {
            throw new RequestException(new(
                ProblemKind.Invalid, $"{provider.Configuration.Name} makes no vectors of texts.", "Its API has no such thing.",
                "Choose an embedding model of another provider."));
        }

        EgressScope.Enter(EgressPurpose.Embeddings);
        using var generator = embedder.GetEmbeddingGenerator(model);
        return await generator.GenerateAsync(texts, new() { Dimensions = dimensions }, cancellationToken);
    }

    /// <summary>The first embedding model, one of this machine and one that is loaded before others.</summary>
    public async Task<string> FindDefaultAsync(CancellationToken cancellationToken) =>
        (await models.ListAsync(null, cancellationToken))
            .Where(each => each is { Failure: null, Provider: IEmbeddingProvider })
            .SelectMany(each => each.Models, (each, model) => (each.Provider, Model: model))
            .Where(each => each.Model.Capabilities.Contains("embedding") && each.Model.State != ModelState.Downloadable)
            .OrderBy(each => each.Provider.LeavesThisMachine)
            .ThenByDescending(each => each.Model.State)
            .Select(each => new ModelName(each.Provider.Configuration.Name, each.Model.Id).ToString())
            .FirstOrDefault() ?? throw new RequestException(new(
                ProblemKind.ModelNotFound, "There is no embedding model.", "No provider lists a model that is known to make vectors of texts.",
                "Name one with --model, or get one: e.g. `ollama pull nomic-embed-text`."));

    private static void Check(IReadOnlyList<string> texts, int? dimensions)
    {
        if (texts.Count is 0 or > MostTexts)
        {
            throw Invalid($"{texts.Count} texts cannot be made into vectors at once.", $"It must be 1 to {MostTexts}.", "Send them in several calls.");
        }

        for (var i = 0; i < texts.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(texts[i]))
            {
                throw Invalid($"Text {i + 1} is empty.", "An empty text has no vector.", "Leave it out.");
            }
        }

        if (dimensions is < 1 or > MostDimensions)
        {
            throw Invalid($"A vector cannot have {dimensions} numbers.", $"It must be 1 to {MostDimensions}.", "Leave the dimensions out, or give what the model's page names.");
        }
    }

    private static RequestException Invalid(string what, string why, string fix) => new(new(ProblemKind.Invalid, what, why, fix));
}
