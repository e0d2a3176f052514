using System.Text.Json;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.Ollama;

/// <summary>Puts together what <c>/api/tags</c>, <c>/api/ps</c> and <c>/api/show</c> say of a model.</summary>
internal static class OllamaModelParser
{
    private const int MaxLicence = 100;

    /// <param name="running">The model's entry in <c>/api/ps</c>, when it is loaded.</param>
    public static ModelDescription Describe(JsonElement tag, JsonElement running, OllamaModelDetails? details)
    {
        var about = tag.Member("details");
        var id = tag.Text("name") ?? tag.Text("model")!;
        return new(
            id,
            id.EndsWith(":latest", StringComparison.Ordinal) ? id[..^":latest".Length] : id,
            running.ValueKind == JsonValueKind.Object ? ModelState.Loaded : ModelState.Available,
            Capabilities(tag) is { Length: > 0 } told ? told : details?.Capabilities ?? [],
            SizeBytes: tag.Long("size"),
            Quantization: about.Text("quantization_level"),
            Family: about.Text("family"),
            ParameterSize: about.Text("parameter_size"),
            // What is allocated counts; what the model could take at most is only the best guess before it is loaded.
            ContextLength: running.Int("context_length") ?? details?.ContextLength ?? about.Int("context_length"),
            Licence: details?.Licence,
            Description: tag.Text("remote_host") is { } host ? $"Runs at {host}: what you write leaves this machine." : null);
    }

    public static OllamaModelDetails ParseDetails(JsonElement show)
    {
        var info = show.Member("model_info");
        var most = info.Text("general.architecture") is { } architecture ? info.Int(architecture + ".context_length") : null;
        return new(Capabilities(show), ConfiguredContext(show.Text("parameters")) ?? most, Licence(show.Text("license")));
    }

    private static string[] Capabilities(JsonElement model) =>
    [
        .. model.Items("capabilities")
            .Where(word => word.ValueKind == JsonValueKind.String)
            .Select(word => word.GetString() is "completion" ? "chat" : word.GetString()!),
    ];

    /// <summary>The model's own file may set the window: lines of name, spaces and value.</summary>
    private static int? ConfiguredContext(string? parameters)
    {
        foreach (var line in (parameters ?? "").Split('\n'))
        {
            if (line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is ["num_ctx", var text]
                && int.TryParse(text, out var context) && context > 0)
            {
                return context;
            }
        }

        return null;
    }

    private static string? Licence(string? text)
    {
        var line = (text ?? "").Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0);
        return line is { Length: > MaxLicence } ? line[..MaxLicence] + "…" : line;
    }
}

/// <summary>What only <c>/api/show</c> tells; it stays the same as long as the model's digest does.</summary>
internal sealed record OllamaModelDetails(IReadOnlyList<string> Capabilities, int? ContextLength, string? Licence);
