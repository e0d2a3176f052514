using System.Text.Json;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Management;
using AiChatLocal.Providers.Streaming;

namespace AiChatLocal.Providers.OpenAiCompatible.Servers.LlamaCpp;

/// <summary>llama-server: one model, which it was started with, or, started as a router, many that it loads when it is told to.</summary>
internal sealed class LlamaCppRoutes(ServerAccess access) : IServerRoutes
{
    public static readonly LocalizedString OneModel = $"This llama.cpp server serves the one model that it was started with.";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>How long the router may take to begin a load, and to end a model: it kills one that does not end by itself sooner than this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly LlamaFigures _figures = new(access);

    public async Task<IReadOnlyList<ModelDescription>> DescribeAsync(
        JsonAnswer list, IReadOnlyList<ModelDescription> models, CancellationToken cancellationToken)
    {
        var entries = list.Root.Items("data").Where(model => model.Text("id") is not null).ToArray();
        models = [.. models.Zip(entries, LlamaModel.Complete)];
        // A router would load the model that it is asked about.
        if (models is not [var only] || IsRouted(entries[0]))
        {
            return models;
        }

        using var props = await access.TryGetAsync("/props", cancellationToken).ConfigureAwait(false);
        return [(props is null ? only : LlamaProps.Complete(only, props.Root)) with { LoadingNote = OneModel }];
    }

    public async Task LoadAsync(string model, LoadOptions options, CancellationToken cancellationToken)
    {
        Refusals.CheckPath(options, access.Root);
        Refusals.Check(options.ContextLength is not null, access.Root, $"context length", $"llama.cpp's router takes it from its own start or its preset file.");
        Refusals.Check(options.KeepAlive is not null, access.Root, $"time to keep it", $"llama.cpp's router takes it from its own start (--sleep-idle-seconds).");
        if (await FindAsync(model, cancellationToken).ConfigureAwait(false) is not "loaded")
        {
            await ManageAsync("/models/load", model, cancellationToken).ConfigureAwait(false);
            await WaitLoadedAsync(model, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task UnloadAsync(string model, CancellationToken cancellationToken)
    {
        if (await FindAsync(model, cancellationToken).ConfigureAwait(false) is "unloaded")
        {
            throw Refusals.NotLoaded(access.Root, model);
        }

        await ManageAsync("/models/unload", model, cancellationToken).ConfigureAwait(false);
        await WaitUnloadedAsync(model, cancellationToken).ConfigureAwait(false);
    }

    public Task<IReadOnlyList<ModelFigures>> ReadFiguresAsync(CancellationToken cancellationToken) => _figures.ReadAsync(cancellationToken);

    internal static bool IsRouted(JsonElement entry) => entry.Member("status").ValueKind == JsonValueKind.Object || entry.Text("path") is not null;

    /// <summary>The state of a model, in the router's word. Throws for a server that is no router.</summary>
    private async Task<string> FindAsync(string model, CancellationToken cancellationToken)
    {
        using var list = await access.Http.SendJsonAsync(HttpCall.Get(access.Root, "/models"), cancellationToken).ConfigureAwait(false);
        var entries = list.Root.Items("data").ToArray();
        if (entries.Length > 0 ? !entries.Any(IsRouted) : !await IsRouterAsync(cancellationToken).ConfigureAwait(false))
        {
            throw Refusals.CannotLoad(
                access.Root, OneModel, $"Start it without a model (llama-server --models-dir <folder>): it is a router then and loads what it is told to.");
        }

        var entry = entries.FirstOrDefault(each => each.Text("id") == model);
        return entry.ValueKind == JsonValueKind.Object ? State(entry) : throw Refusals.NotFound(access.Root, model);
    }

    private async Task<bool> IsRouterAsync(CancellationToken cancellationToken)
    {
        using var props = await access.TryGetAsync("/props", cancellationToken).ConfigureAwait(false);
        return props?.Root.Text("role") == "router";
    }

    private static string State(JsonElement entry) => entry.Member("status").Text("value") is { } word and not "sleeping" ? word : "loaded";

    private async Task ManageAsync(string path, string model, CancellationToken cancellationToken)
    {
        var body = JsonWriting.ToBody(json =>
        {
            json.WriteStartObject();
            json.WriteString("model"u8, model);
            json.WriteEndObject();
        });
        await access.Http.ManageAsync(HttpCall.Post(access.Root, path, body, model), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The router answers when it has begun: its list tells when it is done. A load lasts as long as it lasts; one that was given up does not.</summary>
    private async Task WaitLoadedAsync(string model, CancellationToken cancellationToken)
    {
        var began = access.Time.GetTimestamp();
        var seen = false;
        while (true)
        {
            using var list = await access.Http.SendJsonAsync(HttpCall.Get(access.Root, "/models"), cancellationToken).ConfigureAwait(false);
            var entry = EntryOf(list, model);
            if (entry.ValueKind != JsonValueKind.Object)
            {
                throw Refusals.LoadFailed(access.Root, model, $"The router lists it no more.");
            }

            var status = entry.Member("status");
            if (status.Member("failed").ValueKind == JsonValueKind.True)
            {
                throw Refusals.LoadFailed(access.Root, model, status.Long("exit_code") is { } code ? T($"Its process ended with the code {code}.") : null);
            }

            switch (State(entry))
            {
                case "loaded":
                    return;
                case "unloaded" when seen || access.Time.GetElapsedTime(began) > Patience:
                    throw Refusals.LoadFailed(access.Root, model, $"The router gave the load up: its list says that the model is not loaded, and not why.");
                case "unloaded":
                    break;
                default:
                    seen = true;
                    break;
            }

            await Task.Delay(Pause, access.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WaitUnloadedAsync(string model, CancellationToken cancellationToken)
    {
        var began = access.Time.GetTimestamp();
        while (true)
        {
            using var list = await access.Http.SendJsonAsync(HttpCall.Get(access.Root, "/models"), cancellationToken).ConfigureAwait(false);
            var entry = EntryOf(list, model);
            if (entry.ValueKind != JsonValueKind.Object || State(entry) == "unloaded")
            {
                return;
            }

            if (access.Time.GetElapsedTime(began) > Patience)
            {
                throw Refusals.UnloadFailed(access.Root, model, $"The router still lists it as {State(entry)}; somebody may have asked it meanwhile.");
            }

            await Task.Delay(Pause, access.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static JsonElement EntryOf(JsonAnswer list, string model) => list.Root.Items("data").FirstOrDefault(each => each.Text("id") == model);
}
