using System.Text.Json;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.Gemini;

/// <summary>What the API tells of its models. Those that neither chat nor embed, such as makers of videos, are left out.</summary>
internal static class GeminiModels
{
    private const int PageSize = 1000;

    public static async Task<IReadOnlyList<ModelDescription>> ListAsync(HttpRoom http, HttpServer server, CancellationToken cancellationToken)
    {
        List<ModelDescription> models = [];
        string? token = null;
        while (true)
        {
            var path = $"/models?pageSize={PageSize}" + (token is null ? "" : "&pageToken=" + Uri.EscapeDataString(token));
            using var page = await http.SendJsonAsync(HttpCall.Get(server, path), cancellationToken).ConfigureAwait(false);
            models.AddRange(page.Root.Items("models").Select(Describe).OfType<ModelDescription>());
            var next = page.Root.Text("nextPageToken");
            if (next is null || next == token)
            {
                return models;
            }

            token = next;
        }
    }

    private static ModelDescription? Describe(JsonElement model)
    {
        if (model.Text("name") is not { } name)
        {
            return null;
        }

        List<string> words = [];
        if (Takes(model, "generateContent"))
        {
            words.Add("chat");
            words.AddRange(model.Member("thinking").ValueKind == JsonValueKind.True ? ["thinking"] : []);
        }
        else if (Takes(model, "embedContent"))
        {
            words.Add("embedding");
        }
        else
        {
            return null;
        }

        const string Collection = "models/";
        var id = name.StartsWith(Collection, StringComparison.Ordinal) ? name[Collection.Length..] : name;
        return new(
            id, model.Text("displayName") ?? id, ModelState.Available, words,
            ContextLength: model.Int("inputTokenLimit"), Description: VerbatimOrNull(model.Text("description")), MaxOutputTokens: model.Int("outputTokenLimit"))
        {
            Untold = ["vision", "tools"],
        };
    }

    private static bool Takes(JsonElement model, string method) =>
        model.Items("supportedGenerationMethods").Any(each => each.ValueKind == JsonValueKind.String && each.ValueEquals(method));
}
