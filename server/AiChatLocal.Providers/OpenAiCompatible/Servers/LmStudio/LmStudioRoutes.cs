using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Management;
using AiChatLocal.Providers.Streaming;

namespace AiChatLocal.Providers.OpenAiCompatible.Servers.LmStudio;

/// <summary>LM Studio: its own list, and since 0.4.0 loading by a model's key and unloading by the id of what was loaded.</summary>
internal sealed class LmStudioRoutes(ServerAccess access) : IServerRoutes
{
    private const string Models = "/api/v1/models";

    private static readonly LocalizedString TooOld = $"This LM Studio is older than 0.4.0, which brought the routes for it.";

    public async Task<IReadOnlyList<ModelDescription>> DescribeAsync(
        JsonAnswer list, IReadOnlyList<ModelDescription> models, CancellationToken cancellationToken)
    {
        using var newer = await access.TryGetAsync(Models, cancellationToken).ConfigureAwait(false);
        if (newer is not null && LmStudioModels.Parse(newer.Root) is { Count: > 0 } told)
        {
            return told;
        }

        using var older = await access.TryGetAsync("/api/v0/models", cancellationToken).ConfigureAwait(false);
        return [.. (older is null ? models : ModelListParser.Parse(older.Root)).Select(model => model with { LoadingNote = TooOld })];
    }

    public async Task LoadAsync(string model, LoadOptions options, CancellationToken cancellationToken)
    {
        Refusals.CheckPath(options, access.Root);
        Refusals.Check(
            options.KeepAlive is not null, access.Root, $"time to keep it",
            $"LM Studio takes it with a question alone; for loaded models it is set in its own settings.");
        using var list = await CheckAgeAsync(cancellationToken).ConfigureAwait(false);
        var body = JsonWriting.ToBody(json =>
        {
            json.WriteStartObject();
            json.WriteString("model"u8, model);
            json.WriteOptional("context_length"u8, options.ContextLength);
            json.WriteEndObject();
        });
        await access.Http.ManageAsync(HttpCall.Post(access.Root, Models + "/load", body, model), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A model can be loaded more than once: all of it goes, or the one instance that is named.</summary>
    public async Task UnloadAsync(string model, CancellationToken cancellationToken)
    {
        using var list = await CheckAgeAsync(cancellationToken).ConfigureAwait(false);
        var entries = list.Root.Items("models").ToArray();
        var instances = entries.SelectMany(entry => entry.Items("loaded_instances"), (entry, instance) => (Key: entry.Text("key"), Id: instance.Text("id")))
            .Where(each => each.Id is not null && (each.Key == model || each.Id == model))
            .Select(each => each.Id!)
            .ToArray();
        if (instances.Length == 0)
        {
            throw entries.Any(entry => entry.Text("key") == model) ? Refusals.NotLoaded(access.Root, model) : Refusals.NotFound(access.Root, model);
        }

        foreach (var id in instances)
        {
            var body = JsonWriting.ToBody(json =>
            {
                json.WriteStartObject();
                json.WriteString("instance_id"u8, id);
                json.WriteEndObject();
            });
            await access.Http.ManageAsync(HttpCall.Post(access.Root, Models + "/unload", body, model), cancellationToken).ConfigureAwait(false);
        }
    }

    public Task<IReadOnlyList<ModelFigures>> ReadFiguresAsync(CancellationToken cancellationToken) =>
        throw Refusals.NoFigures(access.Root, $"LM Studio has no route for them.", $"What a reply took stands below each answer.");

    private async Task<JsonAnswer> CheckAgeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await access.Http.SendJsonAsync(HttpCall.Get(access.Root, Models), cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderException failure) when (IsUnknownRoute(failure.Problem))
        {
            throw Refusals.CannotLoad(access.Root, TooOld, $"Update LM Studio, or load the model in its window.");
        }
    }

    /// <summary>It answers a route that it does not know with 200 and an error; other failures come with their status.</summary>
    private static bool IsUnknownRoute(Problem problem) => problem.Kind == ProblemKind.UnexpectedAnswer
        || (problem.Kind == ProblemKind.ServerError && problem.Detail?.StartsWith("HTTP ", StringComparison.Ordinal) is not true);
}
