using AiChatLocal.Core;
using AiChatLocal.Core.Privacy;
using AiChatLocal.Core.Providers;

namespace AiChatLocal.Server.Features.Models;

/// <summary>Downloads models. Every door comes through here.</summary>
internal sealed class ModelPulls(ModelCatalog models)
{
    /// <summary>Downloads a model, named in full; goes on where an earlier attempt stopped. A cancel throws.</summary>
    public async Task PullAsync(string fullName, Action<PullProgress> progress, CancellationToken cancellationToken)
    {
        var (provider, model) = await models.ResolveAsync(fullName, cancellationToken);
        if (provider is not IModelDownloader downloader)
        {
            throw new RequestException(new(
                ProblemKind.Invalid,
                $"{provider.Configuration.Name} cannot download models.",
                $"Models of this provider are managed by its own server.",
                $"Download the model there; it is listed here afterwards."));
        }

        EgressScope.Enter(EgressPurpose.Download);
        await downloader.PullAsync(model, progress, cancellationToken);
    }
}
