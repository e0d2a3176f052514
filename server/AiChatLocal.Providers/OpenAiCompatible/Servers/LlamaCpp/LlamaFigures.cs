using System.Text.Json;
using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Management;
using AiChatLocal.Providers.OpenAiCompatible.Servers.Figures;

namespace AiChatLocal.Providers.OpenAiCompatible.Servers.LlamaCpp;

/// <summary>llama-server's <c>/metrics</c> and <c>/slots</c>; a router has both for each model that is loaded.</summary>
internal sealed class LlamaFigures(ServerAccess access)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<ModelFigures>> ReadAsync(CancellationToken cancellationToken)
    {
        using var list = await access.Http.SendJsonAsync(HttpCall.Get(access.Root, "/v1/models"), cancellationToken).ConfigureAwait(false);
        var entries = list.Root.Items("data").ToArray();
        string?[] models = !entries.Any(LlamaCppRoutes.IsRouted)
            ? [null]
            : [.. entries.Where(entry => entry.Member("status").Text("value") is "loaded" or "sleeping").Select(entry => entry.Text("id"))];
        return await Task.WhenAll(models.Select(model => ReadAsync(model, cancellationToken))).ConfigureAwait(false);
    }

    private async Task<ModelFigures> ReadAsync(string? model, CancellationToken cancellationToken)
    {
        var query = model is null ? "" : "?model=" + Uri.EscapeDataString(model);
        var metrics = TryAsync("/metrics" + query, PrometheusSamples, cancellationToken);
        var slots = await TryAsync("/slots" + query, Slots, cancellationToken).ConfigureAwait(false);
        var samples = await metrics.ConfigureAwait(false);
        if (samples is null && slots is null)
        {
            throw Refusals.NoFigures(
                access.Root, $"This llama.cpp server was started so that it tells neither figures nor slots.", $"Start it with --metrics, and with --slots where that is not the default.");
        }

        var figures = FigureReader.Read(samples ?? [], FigureNames.LlamaCpp, model);
        return figures with { RequestsRunning = figures.RequestsRunning ?? slots?.Count(slot => slot.IsBusy), Slots = slots };
    }

    private static IReadOnlyList<Sample> PrometheusSamples(ReadOnlyMemory<byte> body) => PrometheusText.Parse(body.Span);

    private static IReadOnlyList<ServerSlot>? Slots(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.ValueKind != JsonValueKind.Array ? null :
        [
            .. document.RootElement.EnumerateArray().Where(slot => slot.Long("id") is not null).Select(slot => new ServerSlot(
                (int)slot.Long("id")!, slot.Member("is_processing").ValueKind == JsonValueKind.True, slot.Int("n_ctx"), Generated(slot.Member("next_token")))),
        ];
    }

    /// <summary>An object or a list of one; absent when the slot is idle.</summary>
    private static int? Generated(JsonElement next) =>
        (int?)(next.ValueKind == JsonValueKind.Array && next.GetArrayLength() > 0 ? next[0] : next).Long("n_decoded");

    /// <summary>Null: the server was not started so that it tells this.</summary>
    private async Task<T?> TryAsync<T>(string path, Func<ReadOnlyMemory<byte>, T?> read, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return read(await access.Http.ManageAsync(HttpCall.Get(access.Root, path, Limit), cancellationToken).ConfigureAwait(false));
        }
        catch (ProviderException failure) when (failure.Problem.Kind == ProblemKind.UnexpectedAnswer)
        {
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
