using System.Text.Json;
using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Management;
using AiChatLocal.Providers.Streaming;

namespace AiChatLocal.Providers.OpenAiCompatible.Servers.Vllm;

/// <summary>
/// vLLM: one base model, which it was started with. Adapters (LoRA) come and go, where it was started so; the base model can be put to sleep and
/// woken, where it was started in development mode.
/// </summary>
internal sealed class VllmRoutes(ServerAccess access) : IServerRoutes
{
    private static readonly LocalizedString OneModel = $"This vLLM serves the one base model that it was started with.";

    private static readonly LocalizedString Modes =
        $"Start another vLLM for another model. In development mode (VLLM_SERVER_DEV_MODE=1 and --enable-sleep-mode) the model can be put to sleep and woken; "
        + $"with --enable-lora and VLLM_ALLOW_RUNTIME_LORA_UPDATING=True adapters can be loaded.";

    private readonly VllmFigures _figures = new(access);

    public async Task<IReadOnlyList<ModelDescription>> DescribeAsync(
        JsonAnswer list, IReadOnlyList<ModelDescription> models, CancellationToken cancellationToken)
    {
        var asleep = await IsAsleepAsync(cancellationToken).ConfigureAwait(false);
        return
        [
            .. models.Select(model => model with
            {
                State = asleep == true ? ModelState.Available : ModelState.Loaded,
                MaxContextLength = model.MaxContextLength ?? model.ContextLength,
                CanLoad = model.BaseModel is null && asleep == true,
                CanUnload = model.BaseModel is not null || asleep == false,
                LoadingNote = model.BaseModel is null && asleep is null ? OneModel : null,
            }),
        ];
    }

    public async Task LoadAsync(string model, LoadOptions options, CancellationToken cancellationToken)
    {
        Refusals.Check(options.ContextLength is not null, access.Root, $"context length", $"vLLM takes it from its own start (--max-model-len).");
        Refusals.Check(options.KeepAlive is not null, access.Root, $"time to keep it", $"vLLM keeps what it has.");
        if (options.Path is { } path)
        {
            await ManageAsync("/v1/load_lora_adapter", model, path, cancellationToken).ConfigureAwait(false);
            using var after = await access.Http.SendJsonAsync(HttpCall.Get(access.Root, "/v1/models"), cancellationToken).ConfigureAwait(false);
            if (EntryOf(after, model).ValueKind != JsonValueKind.Object)
            {
                throw Refusals.LoadFailed(access.Root, model, $"It says that it did, and does not list it.");
            }

            return;
        }

        if (await IsAsleepAsync(cancellationToken).ConfigureAwait(false) is null)
        {
            throw Refusals.CannotLoad(access.Root, OneModel, Together($"Give the path of an adapter to load one.", Modes));
        }

        await access.Http.ManageAsAdminAsync(HttpCall.Post(access.Admin, "/wake_up", body: null, model), cancellationToken).ConfigureAwait(false);
    }

    public async Task UnloadAsync(string model, CancellationToken cancellationToken)
    {
        using var list = await access.Http.SendJsonAsync(HttpCall.Get(access.Root, "/v1/models"), cancellationToken).ConfigureAwait(false);
        var entry = EntryOf(list, model);
        if (entry.ValueKind != JsonValueKind.Object)
        {
            throw Refusals.NotFound(access.Root, model);
        }

        if (entry.Text("parent") is not null)
        {
            await ManageAsync("/v1/unload_lora_adapter", model, path: null, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (await IsAsleepAsync(cancellationToken).ConfigureAwait(false) is not { } asleep)
        {
            throw Refusals.CannotLoad(access.Root, OneModel, Modes);
        }

        if (asleep)
        {
            throw Refusals.NotLoaded(access.Root, model);
        }

        await access.Http.ManageAsAdminAsync(HttpCall.Post(access.Admin, "/sleep?level=1", body: null, model), cancellationToken).ConfigureAwait(false);
    }

    public Task<IReadOnlyList<ModelFigures>> ReadFiguresAsync(CancellationToken cancellationToken) => _figures.ReadAsync(cancellationToken);

    private static JsonElement EntryOf(JsonAnswer list, string model) => list.Root.Items("data").FirstOrDefault(each => each.Text("id") == model);

    /// <summary>Null: it was not started so that it can sleep.</summary>
    private async Task<bool?> IsAsleepAsync(CancellationToken cancellationToken)
    {
        using var answer = await access.TryGetAsync("/is_sleeping", cancellationToken).ConfigureAwait(false);
        return answer?.Root.Member("is_sleeping").ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };
    }

    private async Task ManageAsync(string route, string adapter, string? path, CancellationToken cancellationToken)
    {
        var body = JsonWriting.ToBody(json =>
        {
            json.WriteStartObject();
            json.WriteString("lora_name"u8, adapter);
            if (path is not null)
            {
                json.WriteString("lora_path"u8, path);
            }

            json.WriteEndObject();
        });
        try
        {
            await access.Http.ManageAsAdminAsync(HttpCall.Post(access.Admin, route, body, adapter), cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderException failure) when (failure.Problem is { Kind: ProblemKind.UnexpectedAnswer, Detail: "HTTP 404: Not Found" })
        {
            throw Refusals.CannotLoad(
                access.Root, $"This vLLM was not started so that adapters come and go.",
                $"Start it with --enable-lora and the variable VLLM_ALLOW_RUNTIME_LORA_UPDATING=True.");
        }
    }
}
