using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Management;
using AiChatLocal.Providers.Streaming;

namespace AiChatLocal.Providers.OpenAiCompatible.Servers.LocalAi;

/// <summary>LocalAI: what its models can do, which of them are in memory and what they take there; loading and unloading, which need the key of an administrator.</summary>
internal sealed class LocalAiRoutes(ServerAccess access) : IServerRoutes
{
    /// <summary>A loaded model is one process; nobody has many.</summary>
    private const int MostMeasured = 16;

    public async Task<IReadOnlyList<ModelDescription>> DescribeAsync(
        JsonAnswer list, IReadOnlyList<ModelDescription> models, CancellationToken cancellationToken)
    {
        var abilities = access.TryGetAsync("/v1/models/capabilities", cancellationToken);
        using var system = await AskAdminAsync("/system", cancellationToken).ConfigureAwait(false);
        using var told = await abilities.ConfigureAwait(false);
        var loaded = system?.Root.Items("loaded_models").Select(model => model.Text("id")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var measured = await Task.WhenAll((loaded ?? []).Take(MostMeasured).Select(id => MeasureAsync(id, cancellationToken))).ConfigureAwait(false);
        return
        [
            .. models.Select(model => LocalAiModel.Complete(
                model, told?.Root.Items("data").FirstOrDefault(entry => entry.Text("id") == model.Id) ?? default, loaded?.Contains(model.Id))
                with { MemoryBytes = measured.FirstOrDefault(each => each.Id == model.Id).Bytes }),
        ];
    }

    public async Task LoadAsync(string model, LoadOptions options, CancellationToken cancellationToken)
    {
        LocalizedString fromFile = $"LocalAI takes it from the model's own file.";
        Refusals.CheckPath(options, access.Root);
        Refusals.Check(options.ContextLength is not null, access.Root, $"context length", fromFile);
        Refusals.Check(options.KeepAlive is not null, access.Root, $"time to keep it", $"LocalAI's watchdog unloads idle models, as it was set when LocalAI was started.");
        try
        {
            await ManageAsync("/backend/load", model, cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderException failure) when (failure.Problem.Kind == ProblemKind.UnexpectedAnswer)
        {
            throw Refusals.CannotLoad(access.Root, $"This LocalAI is too old to load a model when it is told to.", $"Update LocalAI, or ask the model: it is loaded then.");
        }
    }

    public async Task UnloadAsync(string model, CancellationToken cancellationToken)
    {
        try
        {
            await ManageAsync("/backend/shutdown", model, cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderException failure) when (failure.Problem.Detail?.Contains("not loaded", StringComparison.OrdinalIgnoreCase) is true)
        {
            throw Refusals.NotLoaded(access.Root, model);
        }
    }

    public Task<IReadOnlyList<ModelFigures>> ReadFiguresAsync(CancellationToken cancellationToken) =>
        throw Refusals.NoFigures(access.Root, $"LocalAI counts the calls to its API alone, and neither tokens nor requests that wait.", $"What a reply took stands below each answer.");

    private async Task ManageAsync(string path, string model, CancellationToken cancellationToken)
    {
        var body = JsonWriting.ToBody(json =>
        {
            json.WriteStartObject();
            json.WriteString("model"u8, model);
            json.WriteEndObject();
        });
        await access.Http.ManageAsAdminAsync(HttpCall.Post(access.Admin, path, body, model), cancellationToken).ConfigureAwait(false);
    }

    private async Task<(string Id, long? Bytes)> MeasureAsync(string id, CancellationToken cancellationToken)
    {
        using var answer = await AskAdminAsync("/backend/monitor?model=" + Uri.EscapeDataString(id), cancellationToken).ConfigureAwait(false);
        return (id, answer is null ? null : answer.Root.Member("memory").Long("total") ?? answer.Root.Member("memory_info").Long("rss"));
    }

    private Task<JsonAnswer?> AskAdminAsync(string path, CancellationToken cancellationToken) =>
        access.Http.TryJsonAsync(HttpCall.Get(access.Admin, path, ServerAccess.AsideLimit), cancellationToken);
}
