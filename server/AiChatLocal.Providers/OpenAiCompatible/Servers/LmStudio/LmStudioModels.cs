using System.Text.Json;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.OpenAiCompatible.Servers.LmStudio;

/// <summary>Reads LM Studio's own list, <c>GET /api/v1/models</c>: all that is on the disk, and what of it is loaded with which context.</summary>
internal static class LmStudioModels
{
    public static IReadOnlyList<ModelDescription> Parse(JsonElement root) =>
        [.. root.Items("models").Where(model => model.Text("key") is not null).Select(Describe)];

    private static ModelDescription Describe(JsonElement model)
    {
        var instances = model.Items("loaded_instances").ToArray();
        var most = model.Int("max_context_length");
        return new(
            model.Text("key")!,
            model.Text("display_name") ?? model.Text("key")!,
            instances.Length > 0 ? ModelState.Loaded : ModelState.Available,
            Capabilities(model),
            SizeBytes: model.Long("size_bytes"),
            Quantization: model.Member("quantization").Text("name"),
            Family: model.Text("architecture"),
            ParameterSize: model.Text("params_string"),
            ContextLength: instances.Select(each => each.Member("config").Int("context_length")).FirstOrDefault(length => length is not null) ?? most,
            Description: VerbatimOrNull(model.Text("description")))
        {
            MaxContextLength = most,
            CanLoad = instances.Length == 0,
            CanUnload = instances.Length > 0,
        };
    }

    private static string[] Capabilities(JsonElement model)
    {
        if (model.Text("type") == "embedding")
        {
            return ["embedding"];
        }

        var told = model.Member("capabilities");
        return
        [
            "chat",
            .. told.Member("trained_for_tool_use").ValueKind == JsonValueKind.True ? ["tools"] : Array.Empty<string>(),
            .. told.Member("vision").ValueKind == JsonValueKind.True ? ["vision"] : Array.Empty<string>(),
            .. told.Member("reasoning").ValueKind == JsonValueKind.Object ? ["thinking"] : Array.Empty<string>(),
        ];
    }
}
