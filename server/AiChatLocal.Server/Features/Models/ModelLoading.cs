using AiChatLocal.Core;
using AiChatLocal.Core.Privacy;
using AiChatLocal.Core.Providers;

namespace AiChatLocal.Server.Features.Models;

/// <param name="Model">As its server lists it now; null when it does not.</param>
internal sealed record LoadedModel(IProvider Provider, ModelDescription? Model, TimeSpan Duration);

/// <summary>Brings models into the memory of their servers and out of it. Every door comes through here.</summary>
internal sealed class ModelLoading(ModelCatalog models, TimeProvider time)
{
    private const int ShortestContext = 64;

    /// <summary>Returns when the model is in memory, however long that takes. A cancel throws.</summary>
    /// <param name="fullName">With its provider.</param>
    public async Task<LoadedModel> LoadAsync(string fullName, LoadOptions options, CancellationToken cancellationToken)
    {
        Check(options);
        EgressScope.Enter(EgressPurpose.Models);
        var (provider, model) = await models.ResolveAsync(fullName, cancellationToken);
        var loader = LoaderOf(provider);
        var began = time.GetTimestamp();
        await loader.LoadAsync(model, options, cancellationToken);
        var duration = time.GetElapsedTime(began);
        // Asked anew: the window that was allocated counts from now on.
        var listed = await models.ListAsync(provider.Configuration.Id, cancellationToken);
        return new(provider, listed.SelectMany(each => each.Models).FirstOrDefault(each => each.Id == model), duration);
    }

    /// <summary>Returns when the model is out of memory. A cancel throws.</summary>
    /// <param name="fullName">With its provider.</param>
    public async Task UnloadAsync(string fullName, CancellationToken cancellationToken)
    {
        EgressScope.Enter(EgressPurpose.Models);
        var (provider, model) = await models.ResolveAsync(fullName, cancellationToken);
        await LoaderOf(provider).UnloadAsync(model, cancellationToken);
    }

    private static IModelLoader LoaderOf(IProvider provider) => provider as IModelLoader ?? throw new RequestException(new(
        ProblemKind.Invalid,
        $"{provider.Configuration.Name} cannot load or unload models.",
        provider.LeavesThisMachine ? T($"The vendor keeps its models in memory itself.") : T($"Its models are loaded when they are asked."),
        $"Ask the model: what has to be loaded is loaded then."));

    private static void Check(LoadOptions options)
    {
        if (options.ContextLength is < ShortestContext)
        {
            throw Invalid($"context length", $"It is {options.ContextLength} tokens, and must be {ShortestContext} or more.");
        }

        if (options.KeepAlive == TimeSpan.Zero)
        {
            throw Invalid($"time to keep it", $"The model would be unloaded at once.");
        }

        if (options.Path is { Length: 0 })
        {
            throw Invalid($"path", $"It is empty.");
        }
    }

    private static RequestException Invalid(LocalizedString what, LocalizedString why) =>
        new(new(ProblemKind.Invalid, $"The {what} cannot be asked for.", why, $"Correct it, or leave it out."));
}
