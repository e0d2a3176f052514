using System.Collections.Concurrent;
using System.Text.Json;
using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Streaming;

namespace AiChatLocal.Providers.Ollama;

/// <summary>The models of one Ollama. What <c>/api/show</c> says is asked once for each digest.</summary>
internal sealed class OllamaModels(HttpRoom http, HttpServer server)
{
    private const int ShownAtOnce = 4;

    private readonly ConcurrentDictionary<string, OllamaModelDetails> _details = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<ModelDescription>> ListAsync(CancellationToken cancellationToken)
    {
        var running = http.TryJsonAsync(HttpCall.Get(server, "/api/ps"), cancellationToken);
        using var tags = await http.SendJsonAsync(HttpCall.Get(server, "/api/tags"), cancellationToken).ConfigureAwait(false);
        using var loaded = await running.ConfigureAwait(false);
        JsonElement[] models = [.. tags.Root.Items("models").Where(model => Name(model) is not null)];
        var described = new ModelDescription[models.Length];
        var limits = new ParallelOptions { MaxDegreeOfParallelism = ShownAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, models.Length, limits, async (index, token) =>
        {
            var details = await ShowAsync(models[index], token).ConfigureAwait(false);
            var entry = loaded is null ? default : loaded.Root.Items("models").FirstOrDefault(model => Name(model) == Name(models[index]));
            described[index] = OllamaModelParser.Describe(models[index], entry, details);
        }).ConfigureAwait(false);
        return described;
    }

    /// <summary>Null: unknown.</summary>
    public async Task<bool?> IsLoadedAsync(string model, CancellationToken cancellationToken)
    {
        using var running = await http.TryJsonAsync(HttpCall.Get(server, "/api/ps"), cancellationToken).ConfigureAwait(false);
        return running?.Root.Items("models").Any(entry => Name(entry) is { } name && (name == model || name == model + ":latest"));
    }

    private static string? Name(JsonElement model) => model.Text("name") ?? model.Text("model");

    private async Task<OllamaModelDetails?> ShowAsync(JsonElement model, CancellationToken cancellationToken)
    {
        var digest = model.Text("digest");
        if (digest is not null && _details.TryGetValue(digest, out var known))
        {
            return known;
        }

        var name = Name(model)!;
        using var answer = await http.TryJsonAsync(HttpCall.Post(server, "/api/show", Body(name), name), cancellationToken).ConfigureAwait(false);
        if (answer is null)
        {
            return null;
        }

        var details = OllamaModelParser.ParseDetails(answer.Root);
        if (digest is not null)
        {
            _details[digest] = details;
        }

        return details;
    }

    private static RequestBody Body(string model) => JsonWriting.ToBody(json =>
    {
        json.WriteStartObject();
        json.WriteString("model"u8, model);
        json.WriteEndObject();
    });
}
