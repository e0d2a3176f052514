using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Providers;
using AiChatLocal.Protocol.Models;
using ModelState = AiChatLocal.Core.Providers.ModelState;

namespace AiChatLocal.Server.Features.Models;

/// <summary>Which model is taken for a use when none is named. Every door and every feature comes through here.</summary>
internal sealed class DefaultModels(ModelCatalog models, IConfigurationStore configuration)
{
    /// <summary>The full name of a use's model: the user's choice, else what is taken without one. Throws where there is none.</summary>
    public async Task<string> FindAsync(ModelUse use, CancellationToken cancellationToken)
    {
        var current = await configuration.ReadAsync(cancellationToken);
        return use switch
        {
            ModelUse.Embeddings => current.EmbeddingModel ?? FirstThatEmbeds(await models.ListAsync(null, cancellationToken)) ?? throw NoEmbeddingModel(),
            ModelUse.Edits when current.EditModel is { } chosen => chosen,
            _ => await models.FindDefaultAsync(cancellationToken) ?? throw Chat.ChatErrors.NoModel(),
        };
    }

    /// <summary>The choice where there is one, else what is taken without; null: there is none, and for edits also: that for chats.</summary>
    public async Task<(string? Chat, string? Edits, string? Embeddings)> TellAsync(IReadOnlyList<ProviderModels> listed, CancellationToken cancellationToken)
    {
        var current = await configuration.ReadAsync(cancellationToken);
        return (await models.FindDefaultAsync(listed, cancellationToken), current.EditModel, current.EmbeddingModel ?? FirstThatEmbeds(listed));
    }

    /// <summary>A name whose provider does not exist is refused; whether its server has the model is known only when it is asked.</summary>
    /// <param name="model">Null: no choice.</param>
    public async Task ChooseAsync(ModelUse use, string? model, CancellationToken cancellationToken)
    {
        if (model is not null)
        {
            var (provider, _) = await models.ResolveAsync(model, cancellationToken);
            if (use == ModelUse.Embeddings && provider is not IEmbeddingProvider)
            {
                throw ModelEmbeddings.MakesNone(provider);
            }
        }

        await configuration.UpdateAsync(
            current => use switch
            {
                ModelUse.Edits => current with { EditModel = model },
                ModelUse.Embeddings => current with { EmbeddingModel = model },
                _ => current with { DefaultModel = model },
            },
            cancellationToken);
    }

    /// <summary>One of this machine and one that is loaded before others.</summary>
    private static string? FirstThatEmbeds(IReadOnlyList<ProviderModels> listed) => listed
        .Where(each => each is { Failure: null, Provider: IEmbeddingProvider })
        .SelectMany(each => each.Models, (each, model) => (each.Provider, Model: model))
        .Where(each => each.Model.Capabilities.Contains("embedding") && each.Model.State != ModelState.Downloadable)
        .OrderBy(each => each.Provider.LeavesThisMachine)
        .ThenByDescending(each => each.Model.State)
        .Select(each => new ModelName(each.Provider.Configuration.Name, each.Model.Id).ToString())
        .FirstOrDefault();

    private static RequestException NoEmbeddingModel() => new(new(
        ProblemKind.ModelNotFound, $"There is no embedding model.", $"No provider lists a model that is known to make vectors of texts.",
        $"Name one (--model), choose a default (models default <model> --for embeddings), or get one: e.g. `ollama pull nomic-embed-text`."));
}
