using System.Collections.Concurrent;
using System.Text.Json;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.Anthropic;

/// <summary>What the API tells of its models. A model is asked about once: it does not change.</summary>
internal sealed class AnthropicModels(HttpRoom http, HttpServer server)
{
    private const int PageSize = 1000;

    private readonly ConcurrentDictionary<string, ModelFacts> _known = new();

    public async Task<IReadOnlyList<ModelDescription>> ListAsync(CancellationToken cancellationToken)
    {
        List<ModelDescription> models = [];
        string? after = null;
        while (true)
        {
            var path = $"/models?limit={PageSize}" + (after is null ? "" : "&after_id=" + Uri.EscapeDataString(after));
            using var page = await http.SendJsonAsync(HttpCall.Get(server, path), cancellationToken).ConfigureAwait(false);
            foreach (var model in page.Root.Items("data"))
            {
                if (model.Text("id") is { } id)
                {
                    _known[id] = ModelFacts.Read(model);
                    models.Add(Describe(id, model));
                }
            }

            var last = page.Root.Text("last_id");
            if (page.Root.Member("has_more").ValueKind != JsonValueKind.True || last is null || last == after)
            {
                return models;
            }

            after = last;
        }
    }

    /// <summary>Nothing is known of a model that the server does not tell of.</summary>
    public async Task<ModelFacts> FactsAsync(string model, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(model, out var known))
        {
            return known;
        }

        using var answer = await http.TryJsonAsync(HttpCall.Get(server, "/models/" + Uri.EscapeDataString(model)), cancellationToken).ConfigureAwait(false);
        return answer is null ? ModelFacts.Unknown : _known[model] = ModelFacts.Read(answer.Root);
    }

    private static ModelDescription Describe(string id, JsonElement model)
    {
        var capabilities = model.Member("capabilities");
        List<string> words = [];
        if (capabilities.ValueKind == JsonValueKind.Object)
        {
            // The API takes tools for every model and has no word for it.
            words.AddRange(["chat", "tools"]);
            words.AddRange(ModelFacts.Supports(capabilities, "image_input") is true ? ["vision"] : []);
            words.AddRange(ModelFacts.Supports(capabilities, "thinking") is true ? ["thinking"] : []);
        }

        return new(
            id, model.Text("display_name") ?? id, ModelState.Available, words,
            ContextLength: model.Int("max_input_tokens"), MaxOutputTokens: model.Int("max_tokens"));
    }
}

/// <summary>What a request depends on; null: not told.</summary>
internal sealed record ModelFacts(int? MaxTokens, bool? Adaptive, bool? Budget, bool? Effort, bool? Schema)
{
    public static readonly ModelFacts Unknown = new(null, null, null, null, null);

    public static ModelFacts Read(JsonElement model)
    {
        var capabilities = model.Member("capabilities");
        var types = capabilities.Member("thinking").Member("types");
        return new(
            model.Int("max_tokens"), Supports(types, "adaptive"), Supports(types, "enabled"), Supports(capabilities, "effort"),
            Supports(capabilities, "structured_outputs"));
    }

    public static bool? Supports(JsonElement capabilities, string name) => capabilities.Member(name).Member("supported").ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
