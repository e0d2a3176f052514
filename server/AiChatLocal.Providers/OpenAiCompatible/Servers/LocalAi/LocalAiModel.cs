using System.Text.Json;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.OpenAiCompatible.Servers.LocalAi;

/// <summary>Puts together what LocalAI's list, its capabilities and its state say of a model.</summary>
internal static class LocalAiModel
{
    /// <summary>LocalAI's words for what a model is for, and ours. What is not here is kept as it is.</summary>
    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["completion"] = "chat",
        ["embeddings"] = "embedding",
        ["transcript"] = "transcription",
        ["tts"] = "speech",
        ["reasoning"] = "thinking",
    };

    /// <param name="abilities">The entry of <c>/v1/models/capabilities</c>; undefined: there is none.</param>
    /// <param name="loaded">Null: not told.</param>
    public static ModelDescription Complete(ModelDescription model, JsonElement abilities, bool? loaded)
    {
        var told = Texts(abilities, "capabilities").Select(word => Words.GetValueOrDefault(word, word)).Distinct().ToList();
        if (told.Contains("chat") && !told.Contains("vision") && Texts(abilities, "input_modalities").Contains("image"))
        {
            told.Add("vision");
        }

        return model with
        {
            Capabilities = told.Count > 0 ? told : model.Capabilities,
            ContextLength = abilities.Int("context_size") ?? model.ContextLength,
            State = loaded == true ? ModelState.Loaded : model.State,
            // A server that does not tell its state may know the routes all the same.
            CanLoad = loaded != true,
            CanUnload = loaded == true,
        };
    }

    private static IEnumerable<string> Texts(JsonElement element, string name) =>
        element.Items(name).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!);
}
