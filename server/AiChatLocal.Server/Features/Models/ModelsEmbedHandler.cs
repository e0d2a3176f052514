using AiChatLocal.Core.Providers;
using AiChatLocal.Protocol.Models;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Server.Features.Models;

internal sealed class ModelsEmbedHandler(ModelEmbeddings embeddings)
{
    public async Task<ModelsEmbedResult> HandleAsync(ModelsEmbedParams parameters, CancellationToken cancellationToken) =>
        ToWire(await embeddings.EmbedAsync(parameters.Model, parameters.Texts, parameters.Dimensions, cancellationToken));

    public static ModelsEmbedResult ToWire((string Model, GeneratedEmbeddings<Embedding<float>> Made) result) => new(
        result.Model,
        [.. result.Made.Select(each => each.Vector.ToArray())],
        result.Made.Usage?.InputTokenCount is { } tokens ? new(tokens) : null);
}
