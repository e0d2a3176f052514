using System.Text.Json;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.OpenAiCompatible;

/// <summary>What llama.cpp's <c>GET /props</c> tells of the one model that it serves.</summary>
internal static class LlamaProps
{
    public static ModelDescription Complete(ModelDescription model, JsonElement props)
    {
        var allocated = props.Member("default_generation_settings").Int("n_ctx");
        var sleeps = props.Member("is_sleeping").ValueKind == JsonValueKind.True;
        var template = props.Member("chat_template_caps");
        return model with
        {
            ContextLength = allocated ?? model.ContextLength,
            State = sleeps ? ModelState.Available : model.State,
            Capabilities = Add(Add(model.Capabilities, IsTrue(props.Member("modalities"), "vision"), "vision"), IsTrue(template, "supports_tool_calls"), "tools"),
        };
    }

    private static bool IsTrue(JsonElement element, string name) => element.Member(name).ValueKind == JsonValueKind.True;

    private static IReadOnlyList<string> Add(IReadOnlyList<string> words, bool has, string word) =>
        !has || words.Contains(word) || words.Contains("embedding") ? words : [.. words.Contains("chat") ? words : [.. words, "chat"], word];
}
