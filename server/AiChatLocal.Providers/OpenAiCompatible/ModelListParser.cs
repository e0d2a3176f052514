using System.Globalization;
using System.Text.Json;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.OpenAiCompatible;

/// <summary>Reads <c>GET /models</c>: an id is all that every server tells; what more there is goes by many names.</summary>
internal static class ModelListParser
{
    private static readonly string[] ContextNames = ["max_model_len", "max_context_length", "context_length", "context_window", "max_input_tokens"];

    /// <param name="notChat">Parts of the names of models that do something else, where the list does not tell.</param>
    public static IReadOnlyList<ModelDescription> Parse(JsonElement root, IReadOnlyList<string>? notChat = null) =>
        [.. List(root).Where(model => model.Text("id") is not null).Select(model => Describe(model, notChat ?? []))];

    /// <summary>Together sends the list itself and no object around it.</summary>
    private static IEnumerable<JsonElement> List(JsonElement root) =>
        root.ValueKind == JsonValueKind.Array ? root.EnumerateArray() : root.Items("data");

    private static ModelDescription Describe(JsonElement model, IReadOnlyList<string> notChat)
    {
        var id = model.Text("id")!;
        var meta = model.Member("meta");
        return new(
            id,
            model.Text("name") ?? DisplayName(id),
            State(model),
            Capabilities(model, id, notChat),
            SizeBytes: meta.Long("size"),
            Quantization: model.Text("quantization"),
            Family: model.Text("arch"),
            ParameterSize: ParameterSize(meta.Long("n_params")),
            ContextLength: meta.Int("n_ctx") ?? ContextNames.Select(name => model.Int(name)).FirstOrDefault(length => length is not null) ?? meta.Int("n_ctx_train"),
            Description: VerbatimOrNull(model.Text("description")))
        {
            MaxContextLength = meta.Int("n_ctx_train") ?? model.Int("max_context_length"),
            MaxOutputTokens = model.Int("max_output_tokens") ?? model.Int("max_completion_tokens"),
            BaseModel = model.Text("parent"),
            Untold = Untold(model),
        };
    }

    /// <summary>llama.cpp names a model by the path of its file.</summary>
    public static string DisplayName(string id)
    {
        if (!id.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase))
        {
            return id;
        }

        var name = id[(id.LastIndexOfAny(['/', '\\']) + 1)..];
        return name[..^".gguf".Length];
    }

    private static ModelState State(JsonElement model) => (model.Member("status").Text("value") ?? model.Text("state")) switch
    {
        "loaded" or "sleeping" => ModelState.Loaded,
        not null => ModelState.Available,
        // These serve the one model that they were started with.
        _ => model.Text("owned_by") is "llamacpp" or "vllm" ? ModelState.Loaded : ModelState.Available,
    };

    private static string[] Capabilities(JsonElement model, string id, IReadOnlyList<string> notChat)
    {
        var type = model.Text("type");
        if (type is "embeddings" or "embedding" || id.Contains("embed", StringComparison.OrdinalIgnoreCase))
        {
            return ["embedding"];
        }

        var vendor = model.Member("capabilities");
        List<string> words = [];
        AddWhen(type is "llm" or "vlm" || IsTrue(vendor, "completion_chat"), "chat");
        AddWhen(IsTrue(vendor, "function_calling") || Lists(model, "capabilities", "tool_use"), "tools");
        AddWhen(type is "vlm" || IsTrue(vendor, "vision") || Lists(model.Member("architecture"), "input_modalities", "image"), "vision");
        AddWhen(IsTrue(vendor, "reasoning"), "thinking");
        if (IsFalse(vendor, "completion_chat") || notChat.Any(part => id.Contains(part, StringComparison.OrdinalIgnoreCase)))
        {
            // A word at least: none at all would mean that nothing is known.
            return [Purpose(vendor)];
        }

        AddWhen(words.Count > 0 && !words.Contains("chat"), "chat");

        return [.. words];

        void AddWhen(bool condition, string word)
        {
            if (condition)
            {
                words.Add(word);
            }
        }
    }

    /// <summary>LM Studio's older list tells of pictures by its type, Mistral's tells everything, OpenRouter's what goes in.</summary>
    private static string[] Untold(JsonElement model)
    {
        var vendor = model.Member("capabilities");
        var tellsVision = model.Text("type") is "llm" or "vlm" || Tells(vendor, "vision") || model.Member("architecture").Items("input_modalities").Any();
        return
        [
            .. tellsVision ? [] : (string[])["vision"],
            .. Tells(vendor, "function_calling") || vendor.ValueKind == JsonValueKind.Array ? [] : (string[])["tools"],
            .. Tells(vendor, "reasoning") ? [] : (string[])["thinking"],
        ];
    }

    private static bool Tells(JsonElement vendor, string name) => IsTrue(vendor, name) || IsFalse(vendor, name);

    private static string Purpose(JsonElement vendor) => IsTrue(vendor, "ocr") ? "ocr"
        : IsTrue(vendor, "moderation") || IsTrue(vendor, "classification") ? "moderation"
        : IsTrue(vendor, "audio_transcription") ? "transcription"
        : IsTrue(vendor, "audio_speech") ? "speech"
        : "other";

    private static bool IsTrue(JsonElement element, string name) => element.Member(name).ValueKind == JsonValueKind.True;

    private static bool IsFalse(JsonElement element, string name) => element.Member(name).ValueKind == JsonValueKind.False;

    private static bool Lists(JsonElement element, string name, string word) =>
        element.Items(name).Any(item => item.ValueKind == JsonValueKind.String && item.ValueEquals(word));

    private static string? ParameterSize(long? count) => count switch
    {
        null or <= 0 => null,
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{count / 1e3:0.#}K"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{count / 1e6:0.#}M"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{count / 1e9:0.#}B"),
    };
}
