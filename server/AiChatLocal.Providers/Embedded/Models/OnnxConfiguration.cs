using System.Text.Json;

namespace AiChatLocal.Providers.Embedded.Models;

/// <summary>What a model's <c>config.json</c> tells of it.</summary>
/// <param name="Capability"><c>chat</c> or <c>embedding</c>; null: it does something else, such as speech.</param>
internal sealed record OnnxConfiguration(string? Capability, string? Family, int? ContextLength)
{
    private static readonly string[] LengthNames = ["max_position_embeddings", "n_positions", "max_sequence_length", "n_ctx"];

    /// <summary>Reads the file; one that is missing or damaged tells nothing, and whoever asks the model is told what is wrong with it.</summary>
    public static OnnxConfiguration Read(string file)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            return json.RootElement.ValueKind == JsonValueKind.Object ? Of(json.RootElement) : Unknown;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            return Unknown;
        }
    }

    private static OnnxConfiguration Unknown => new("chat", null, null);

    private static OnnxConfiguration Of(JsonElement root)
    {
        var architecture = root.TryGetProperty("architectures", out var all) && all.ValueKind == JsonValueKind.Array
            ? all.EnumerateArray().Where(each => each.ValueKind == JsonValueKind.String).Select(each => each.GetString()!).FirstOrDefault()
            : null;
        var family = root.TryGetProperty("model_type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;
        return new(CapabilityOf(architecture), family, LengthIn(root) ?? (root.TryGetProperty("text_config", out var inner) ? LengthIn(inner) : null));
    }

    private static string? CapabilityOf(string? architecture) =>
        architecture is null || architecture.EndsWith("ForCausalLM", StringComparison.Ordinal) || architecture.EndsWith("LMHeadModel", StringComparison.Ordinal) ? "chat"
        : architecture.EndsWith("ForMaskedLM", StringComparison.Ordinal) ? "embedding"
        : architecture.EndsWith("Model", StringComparison.Ordinal) ? "embedding"
        : null;

    private static int? LengthIn(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object) return null;
        foreach (var name in LengthNames)
        {
            if (element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var length) && length > 0) return length;
        }

        return null;
    }
}
