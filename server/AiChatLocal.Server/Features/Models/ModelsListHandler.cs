using AiChatLocal.Protocol.Models;

namespace AiChatLocal.Server.Features.Models;

internal sealed class ModelsListHandler(ModelCatalog models, DefaultModels defaults)
{
    public async Task<ModelsListResult> HandleAsync(ModelsListParams parameters, CancellationToken cancellationToken)
    {
        var listed = await models.ListAsync(parameters.ProviderId, cancellationToken);
        // A model that is shown carries the reason why it cannot be asked.
        var problems = listed.Where(each => each is { Failure: not null, Models.Count: 0 })
            .Select(each => new ProviderProblem(each.Provider.Configuration.Name, each.Failure!.What, each.Failure.ToErrorData()));
        var (chat, edits, embeddings) = await defaults.TellAsync(listed, cancellationToken);
        return new(
            [.. listed.SelectMany(each => each.Models, (each, model) => model.ToWire(each.Provider, each.Failure))],
            [.. problems],
            chat,
            edits,
            embeddings);
    }
}
