using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Providers;
using AiChatLocal.Protocol.Engine;
using AiChatLocal.Providers.Discovery;
using AiChatLocal.Providers.Embedded.Download;
using AiChatLocal.Providers.Embedded.Engine;
using AiChatLocal.Providers.Embedded.Models;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Embedded;

/// <summary>The models of the data directory, and those that can be downloaded into it.</summary>
internal sealed class EmbeddedProvider(
    ProviderConfiguration configuration, LocalModels models, EngineHost host, ModelDownloader downloader, TimeProvider time)
    : IProvider, IModelDownloader, IEmbeddingProvider, IAsyncDisposable
{
    public ProviderConfiguration Configuration => configuration;

    public bool LeavesThisMachine => false;

    public IChatClient GetChatClient(string model) => new EmbeddedChatClient(host, models, model, configuration.Name);

    public IEmbeddingGenerator<string, Embedding<float>> GetEmbeddingGenerator(string model) => new EmbeddedEmbeddings(host, models, model, configuration.Name);

    public async Task<IReadOnlyList<ModelDescription>> ListModelsAsync(CancellationToken cancellationToken)
    {
        var loaded = await LoadedAsync(cancellationToken).ConfigureAwait(false);
        var local = models.List();
        var descriptions = local.Select(model => Describe(model, loaded.Contains(model.Path))).ToList();
        descriptions.AddRange(ModelCatalogue.Models.Where(model => local.All(present => present.Id != model.Id)).Select(model => Describe(model, ModelState.Downloadable)));
        return descriptions;
    }

    public async Task<ProviderTestReport> TestAsync(bool? askModel, CancellationToken cancellationToken)
    {
        var tester = new ProviderTester(time);
        string? version = null;
        await tester.RunAsync("start", async () =>
        {
            using var lease = await host.LeaseAsync(cancellationToken).ConfigureAwait(false);
            var information = lease.Engine.Information;
            version = information.EngineVersion;
            return T($"The engine runs on Node {information.NodeVersion} with llama.cpp {information.LlamaCppRelease} and {information.PhysicalCores} cores.");
        }).ConfigureAwait(false);
        await tester.RunAsync("models", () => models.List() is { Count: > 0 } found
            ? Task.FromResult<Found>(T($"{found.Count} found in {models.Folder}."))
            : throw new ProviderException(new(ProblemKind.NoModel, $"There is no model on this machine yet.", null, $"Download the starter model, or put a GGUF file or a folder with ONNX weights into the models folder.", models.Folder)))
            .ConfigureAwait(false);
        if (!tester.HasFailed)
        {
            var listed = await ListModelsAsync(cancellationToken).ConfigureAwait(false);
            await OneToken.RunAsync(tester, this, listed, askModel, tokens: 1, cancellationToken).ConfigureAwait(false);
        }

        return tester.Report(version);
    }

    public Task PullAsync(string model, Action<PullProgress> progress, CancellationToken cancellationToken) =>
        downloader.PullAsync(
            ModelCatalogue.Models.FirstOrDefault(candidate => candidate.Id == model) ?? throw EmbeddedProblems.NotFound(model), progress, cancellationToken);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private static ModelDescription Describe(LocalModel model, bool isLoaded)
    {
        var state = isLoaded ? ModelState.Loaded : ModelState.Available;
        return ModelCatalogue.Models.FirstOrDefault(candidate => candidate.Id == model.Id) is { } known
            ? Describe(known, state) with { SizeBytes = model.SizeBytes }
            : new(model.Id, model.DisplayName, state, [model.Capability], model.SizeBytes, model.Quantization, model.Family, ContextLength: model.ContextLength);
    }

    private static ModelDescription Describe(CatalogueModel model, ModelState state) => new(
        model.Id, model.DisplayName, state, [model.Capability], model.SizeBytes, model.Quantization, model.Family, model.ParameterSize, model.ContextLength, model.Licence,
        OfData(model.Description));

    /// <summary>An engine that does not run has nothing in memory: it is not started to say so.</summary>
    private async Task<HashSet<string>> LoadedAsync(CancellationToken cancellationToken)
    {
        if (host.Running is not { } engine) return [];
        try
        {
            var status = await engine.RequestAsync<EngineStatusParams, EngineStatusResult>(new(), cancellationToken).ConfigureAwait(false);
            return [.. status.Loaded.Select(model => model.ModelPath)];
        }
        catch (ProviderException)
        {
            // It ended in between.
            return [];
        }
    }
}
