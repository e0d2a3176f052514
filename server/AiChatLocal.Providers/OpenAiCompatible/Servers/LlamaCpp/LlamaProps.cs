using System.Text.Json;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.OpenAiCompatible.Servers.LlamaCpp;

/// <summary>What llama.cpp's <c>GET /props</c> tells of the one model that it serves.</summary>
internal static class LlamaProps
{
    public static ModelDescription Complete(ModelDescription model, JsonElement props)
    {
        var allocated = props.Member("default_generation_settings").Int("n_ctx");
        var sleeps = props.Member("is_sleeping").ValueKind == JsonValueKind.True;
        var modalities = props.Member("modalities");
        var template = props.Member("chat_template_caps");
        return model with
        {
            ContextLength = allocated ?? model.ContextLength,
            State = sleeps ? ModelState.Available : model.State,
            Capabilities = Add(
                Add(model.Capabilities.Count == 0 && modalities.ValueKind == JsonValueKind.Object ? ["chat"] : model.Capabilities, IsTrue(modalities, "vision"), "vision"),
                IsTrue(template, "supports_tool_calls"),
                "tools"),
            Untold = [.. model.Untold.Except(modalities.ValueKind == JsonValueKind.Object ? ["vision"] : []).Except(template.ValueKind == JsonValueKind.Object ? ["tools"] : [])],
        };
    }

    private static bool IsTrue(JsonElement element, string name) => element.Member(name).ValueKind == JsonValueKind.True;

    private static IReadOnlyList<string> Add(IReadOnlyList<string> words, bool has, string word) =>
        !has || words.Contains(word) || words.Contains("embedding") ? words : [.. words.Contains("chat") ? words : [.. words, "chat"], word];
}
