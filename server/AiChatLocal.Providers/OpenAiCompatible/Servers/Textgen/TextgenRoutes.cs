using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Management;
using AiChatLocal.Providers.Streaming;

namespace AiChatLocal.Providers.OpenAiCompatible.Servers.Textgen;

/// <summary>
/// Text Generation WebUI (textgen): one model at a time. OpenAI's list has that one alone; the own list has all that are on its disk, and
/// needs the key of an administrator, as loading and unloading do.
/// </summary>
internal sealed class TextgenRoutes(ServerAccess access) : IServerRoutes
{
    private const string Folder = "/v1/internal/model/";

    /// <summary>What it calls its model while there is none.</summary>
    private const string None = "None";

    private static readonly LocalizedString NoList = $"The list of all models needs textgen's admin key.";

    public async Task<IReadOnlyList<ModelDescription>> DescribeAsync(
        JsonAnswer list, IReadOnlyList<ModelDescription> models, CancellationToken cancellationToken)
    {
        var asking = access.Http.TryJsonAsync(HttpCall.Get(access.Admin, Folder + "list", ServerAccess.AsideLimit), cancellationToken);
        using var info = await access.TryGetAsync(Folder + "info", cancellationToken).ConfigureAwait(false);
        using var all = await asking.ConfigureAwait(false);
        var current = Current(info);
        var names = all?.Root.Items("model_names").Where(name => name.ValueKind == System.Text.Json.JsonValueKind.String).Select(name => name.GetString()!).ToArray();
        string[] shown = [.. (names ?? []).Where(name => name != None), .. current is not null && names?.Contains(current) is not true ? [current] : Array.Empty<string>()];
        return
        [
            .. shown.Select(name =>
            {
                var known = models.FirstOrDefault(model => model.Id == name) ?? new ModelDescription(name, ModelListParser.DisplayName(name), ModelState.Available, []);
                return known with
                {
                    State = name == current ? ModelState.Loaded : ModelState.Available,
                    CanLoad = names is not null && name != current,
                    CanUnload = names is not null && name == current,
                    LoadingNote = names is null ? NoList : null,
                };
            }),
        ];
    }

    public async Task LoadAsync(string model, LoadOptions options, CancellationToken cancellationToken)
    {
        Refusals.CheckPath(options, access.Root);
        Refusals.Check(options.KeepAlive is not null, access.Root, $"time to keep it", $"textgen keeps its model until another one is loaded, or as it was started (--idle-timeout).");
        var body = JsonWriting.ToBody(json =>
        {
            json.WriteStartObject();
            json.WriteString("model_name"u8, model);
            if (options.ContextLength is { } length)
            {
                json.WriteStartObject("args"u8);
                json.WriteNumber("ctx_size"u8, length);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        });
        await access.Http.ManageAsAdminAsync(HttpCall.Post(access.Admin, Folder + "load", body, model), cancellationToken).ConfigureAwait(false);
        // It says OK even when there is no model afterwards.
        var current = await ReadCurrentAsync(cancellationToken).ConfigureAwait(false);
        if (current != model)
        {
            throw Refusals.LoadFailed(access.Root, model, current is null ? T($"It says that it did, and has no model in memory.") : T($"It has {current} in memory."));
        }
    }

    public async Task UnloadAsync(string model, CancellationToken cancellationToken)
    {
        if (await ReadCurrentAsync(cancellationToken).ConfigureAwait(false) != model)
        {
            throw Refusals.NotLoaded(access.Root, model);
        }

        await access.Http.ManageAsAdminAsync(HttpCall.Post(access.Admin, Folder + "unload", "{}"u8.ToArray(), model), cancellationToken).ConfigureAwait(false);
    }

    public Task<IReadOnlyList<ModelFigures>> ReadFiguresAsync(CancellationToken cancellationToken) =>
        throw Refusals.NoFigures(access.Root, $"textgen has no route for them.", $"What a reply took stands below each answer.");

    private static string? Current(JsonAnswer? info) => info?.Root.Text("model_name") is { } name and not None ? name : null;

    private async Task<string?> ReadCurrentAsync(CancellationToken cancellationToken)
    {
        using var info = await access.Http.SendJsonAsync(HttpCall.Get(access.Root, Folder + "info"), cancellationToken).ConfigureAwait(false);
        return Current(info);
    }
}
