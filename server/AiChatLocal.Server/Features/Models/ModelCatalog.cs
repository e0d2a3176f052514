using System.Collections.Concurrent;
using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Privacy;
using AiChatLocal.Core.Providers;
using AiChatLocal.Server.Features.Providers;

namespace AiChatLocal.Server.Features.Models;

/// <param name="Models">Where Local only forbids asking: those that were listed before.</param>
internal sealed record ProviderModels(IProvider Provider, IReadOnlyList<ModelDescription> Models, Problem? Failure);

/// <summary>The models of all providers, and which one answers when none is named.</summary>
internal sealed class ModelCatalog(ProviderCatalog providers, IConfigurationStore configuration, TimeProvider time)
{
    /// <summary>How long a provider may take to list its models before it counts as unreachable.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>How long the first usable model is taken to be the first: what is started, loaded or unloaded meanwhile changes that.</summary>
    private static readonly TimeSpan FirstUsableFreshness = TimeSpan.FromMinutes(1);

    /// <summary>How long a window that was not told is not asked for again.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(10);

    /// <summary>By provider: what an outside one listed last, so that its models are still shown while it may not be asked.</summary>
    private readonly ConcurrentDictionary<(string Id, Uri? BaseUrl), IReadOnlyList<ModelDescription>> _outside = new();

    // As they were told last; what a server allocated changes rarely, and a wrong figure costs a refusal.
    private readonly ConcurrentDictionary<ModelName, ModelDescription> _known = new();

    // When a window was asked for in vain.
    private readonly ConcurrentDictionary<ModelName, DateTimeOffset> _untold = new();

    // Models that have answered since: their servers had loaded them, and told all that they tell.
    private readonly ConcurrentDictionary<ModelName, bool> _answered = new();

    // Which one answers when none is chosen, as all providers told last: a question does not wait for each of them every time.
    private FirstUsableModel? _first;

    /// <summary>Asks the providers at once; one that fails or is slow is told as such and does not hold up the others.</summary>
    public async Task<IReadOnlyList<ProviderModels>> ListAsync(string? providerId, CancellationToken cancellationToken)
    {
        EgressScope.Enter(EgressPurpose.Models);
        var asked = await providers.ListAsync(cancellationToken);
        var listed = await Task.WhenAll(asked.Where(each => each.Configuration.IsEnabled && (providerId is null || each.Configuration.Id == providerId)).Select(Ask));
        // One that did not answer may have the first one, and will be asked again. The list of one provider tells that something may have changed.
        var isWhole = providerId is null && listed.All(each => each.Failure is null or { Kind: ProblemKind.LocalOnly });
        _first = isWhole && FirstUsable(listed) is { } first ? new(first, time.GetUtcNow()) : null;
        return listed;

        async Task<ProviderModels> Ask(IProvider provider)
        {
            using var patience = new CancellationTokenSource(Patience, time);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
            try
            {
                var models = await provider.ListModelsAsync(linked.Token);
                Remember(provider, models);
                if (provider.LeavesThisMachine)
                {
                    _outside[KeyOf(provider)] = models;
                }

                return new(provider, models, null);
            }
            catch (ProviderException exception) when (exception.Problem.Kind == ProblemKind.LocalOnly)
            {
                return new(provider, _outside.GetValueOrDefault(KeyOf(provider), []), exception.Problem);
            }
            catch (ProviderException exception)
            {
                return new(provider, [], exception.Problem);
            }
            catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                return new(provider, [], TooSlow(provider));
            }
        }
    }

    /// <summary>The context window of a model as it was told last; when it never was, the provider is asked, for a short time.</summary>
    /// <returns>Null: the provider does not tell, or did not in time.</returns>
    public async ValueTask<int?> FindWindowAsync(IProvider provider, string model, CancellationToken cancellationToken)
    {
        var name = new ModelName(provider.Configuration.Name, model);
        if (_known.TryGetValue(name, out var known) && (known.ContextLength is not null || _untold.TryGetValue(name, out var at) && time.GetUtcNow() - at < Freshness))
        {
            return known.ContextLength;
        }

        var told = (await AskForAsync(provider, name, cancellationToken))?.ContextLength;
        _untold[name] = time.GetUtcNow();
        return told;
    }

    /// <summary>
    /// A model was asked. Its server may have loaded it for that, and tell now what it did not before; one that does not after the first answer
    /// would be asked in vain before each question.
    /// </summary>
    public void Used(IProvider provider, string model, bool answered)
    {
        var name = new ModelName(provider.Configuration.Name, model);
        if (!answered || _answered.TryAdd(name, true))
        {
            _untold.TryRemove(name, out _);
        }

        if (!answered)
        {
            _first = null;
        }
    }

    /// <summary>A model as it was told last; when it never was, the provider is asked, for a short time.</summary>
    /// <returns>Null: the provider does not list it, or did not in time.</returns>
    public async ValueTask<ModelDescription?> FindAsync(IProvider provider, string model, CancellationToken cancellationToken)
    {
        var name = new ModelName(provider.Configuration.Name, model);
        return _known.GetValueOrDefault(name) ?? await AskForAsync(provider, name, cancellationToken);
    }

    /// <summary>A model as its provider tells it now, where it answers in time; else as it was told last.</summary>
    public async ValueTask<ModelDescription?> FindAnewAsync(IProvider provider, string model, CancellationToken cancellationToken) =>
        await AskForAsync(provider, new(provider.Configuration.Name, model), cancellationToken);

    private async Task<ModelDescription?> AskForAsync(IProvider provider, ModelName name, CancellationToken cancellationToken)
    {
        await ListAsync(provider.Configuration.Id, cancellationToken);
        return _known.GetValueOrDefault(name);
    }

    private void Remember(IProvider provider, IReadOnlyList<ModelDescription> models)
    {
        foreach (var model in models)
        {
            var name = new ModelName(provider.Configuration.Name, model.Id);
            // A model that was unloaded since has no window now, and will have the old one again.
            _known[name] = model.ContextLength is null && _known.GetValueOrDefault(name) is { } before ? model with { ContextLength = before.ContextLength } : model;
        }
    }

    /// <summary>The user's choice, else the first model that is on this machine or served and can chat, else null.</summary>
    public async Task<string?> FindDefaultAsync(CancellationToken cancellationToken)
    {
        var configured = await configuration.ReadAsync(cancellationToken);
        return configured.DefaultModel
            ?? await FindFirstAsync(configured.LocalOnly, cancellationToken)
            ?? FirstUsable(await ListAsync(null, cancellationToken));
    }

    /// <inheritdoc cref="FindDefaultAsync(CancellationToken)"/>
    public async ValueTask<string?> FindDefaultAsync(IReadOnlyList<ProviderModels> listed, CancellationToken cancellationToken) =>
        (await configuration.ReadAsync(cancellationToken)).DefaultModel ?? FirstUsable(listed);

    /// <returns>Null: none was found lately, or its provider may not be asked any more.</returns>
    private async ValueTask<string?> FindFirstAsync(bool localOnly, CancellationToken cancellationToken) =>
        _first is { } first
        && time.GetUtcNow() - first.FoundAt < FirstUsableFreshness
        && ModelName.TryParse(first.Name, out var name)
        && await providers.FindByNameAsync(name.Provider, cancellationToken) is { Configuration.IsEnabled: true } provider
        && !(localOnly && provider.LeavesThisMachine)
            ? first.Name
            : null;

    private static string? FirstUsable(IReadOnlyList<ProviderModels> listed) => listed
        .Where(each => each.Failure is null)
        .SelectMany(each => each.Models, (each, model) => (Name: new ModelName(each.Provider.Configuration.Name, model.Id), Model: model))
        .Where(each => each.Model is { State: not ModelState.Downloadable, CanChat: true })
        .OrderByDescending(each => each.Model.State)
        .Select(each => each.Name.ToString())
        .FirstOrDefault();

    /// <summary>The provider and the model part of a full name.</summary>
    public async ValueTask<(IProvider Provider, string Model)> ResolveAsync(string fullName, CancellationToken cancellationToken)
    {
        if (!ModelName.TryParse(fullName, out var name))
        {
            throw new RequestException(new(
                ProblemKind.Invalid, $"“{fullName}” is no model's name.", $"A model is named <provider>/<model>.", $"Choose one of the listed models."));
        }

        var provider = await providers.FindByNameAsync(name.Provider, cancellationToken)
            ?? throw new RequestException(new(
                ProblemKind.ModelNotFound,
                $"There is no provider named “{name.Provider}”.",
                $"The model {fullName} belongs to it; it may have been removed or renamed.",
                $"Choose another model, or add the provider again."));
        return provider.Configuration.IsEnabled ? (provider, name.Model) : throw new RequestException(new(
            ProblemKind.Unsupported,
            $"The provider {name.Provider} is turned off.",
            $"What is turned off is not asked.",
            $"Turn it on again (providers enable {name.Provider}), or choose another model."));
    }

    private static (string Id, Uri? BaseUrl) KeyOf(IProvider provider) => (provider.Configuration.Id, provider.Configuration.BaseUrl);

    private static Problem TooSlow(IProvider provider) => new(
        ProblemKind.Unreachable,
        $"{provider.Configuration.Name} did not list its models within {Patience.TotalSeconds:0} seconds.",
        $"The server is busy or not reachable.",
        $"Try again; test the provider to see where it stops.",
        Retryable: true);

    private sealed record FirstUsableModel(string Name, DateTimeOffset FoundAt);
}
