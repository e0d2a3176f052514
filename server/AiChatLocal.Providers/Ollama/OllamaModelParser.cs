using System.Globalization;
using System.Text.Json;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.Ollama;

/// <summary>Puts together what <c>/api/tags</c>, <c>/api/ps</c> and <c>/api/show</c> say of a model.</summary>
internal static class OllamaModelParser
{
    private const int MaxLicence = 100;

    /// <summary>A model that stays until it is unloaded is said to leave after centuries.</summary>
    private const int NoYearAfter = 2200;

    /// <param name="running">The model's entry in <c>/api/ps</c>, when it is loaded.</param>
    public static ModelDescription Describe(JsonElement tag, JsonElement running, OllamaModelDetails? details)
    {
        var about = tag.Member("details");
        var id = tag.Text("name") ?? tag.Text("model")!;
        var loaded = running.ValueKind == JsonValueKind.Object;
        var host = tag.Text("remote_host");
        return new(
            id,
            id.EndsWith(":latest", StringComparison.Ordinal) ? id[..^":latest".Length] : id,
            loaded ? ModelState.Loaded : ModelState.Available,
            Capabilities(tag) is { Length: > 0 } told ? told : details?.Capabilities ?? [],
            SizeBytes: tag.Long("size"),
            Quantization: about.Text("quantization_level"),
            Family: about.Text("family"),
            ParameterSize: about.Text("parameter_size"),
            // What is allocated counts; what the model could take at most is only the best guess before it is loaded.
            ContextLength: running.Int("context_length") ?? details?.ContextLength ?? about.Int("context_length"),
            Licence: details?.Licence,
            Description: host is null ? null : T($"Runs at {host}: what you write leaves this machine."))
        {
            MaxContextLength = details?.MaxContextLength ?? about.Int("context_length"),
            MemoryBytes = running.Long("size"),
            GpuMemoryBytes = running.Long("size_vram"),
            UnloadsAt = UnloadsAt(running.Text("expires_at")),
            CanLoad = !loaded && host is null,
            CanUnload = loaded,
            TakesContextLength = host is null,
            BytesPerToken = details?.BytesPerToken,
            LoadingNote = host is null ? null : T($"It runs at {host}, which keeps it in memory itself."),
        };
    }

    public static OllamaModelDetails ParseDetails(JsonElement show)
    {
        var info = show.Member("model_info");
        var most = info.Text("general.architecture") is { } architecture ? info.Int(architecture + ".context_length") : null;
        return new(Capabilities(show), ConfiguredContext(show.Text("parameters")) ?? most, most, Licence(show.Text("license")), BytesPerToken(info));
    }

    /// <summary>Keys and values of each layer, two bytes each, as the cache has them unless its server was told otherwise.</summary>
    private static long? BytesPerToken(JsonElement info)
    {
        if (info.Text("general.architecture") is not { } architecture
            || info.Int(architecture + ".block_count") is not { } layers
            || info.Int(architecture + ".attention.head_count_kv") is not { } heads)
        {
            return null;
        }

        var length = info.Int(architecture + ".embedding_length") / info.Int(architecture + ".attention.head_count");
        var key = info.Int(architecture + ".attention.key_length") ?? length;
        var value = info.Int(architecture + ".attention.value_length") ?? length;
        return 2L * layers * heads * (key + value);
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

    private static DateTimeOffset? UnloadsAt(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time.Year <= NoYearAfter
            ? time.ToUniversalTime()
            : null;

    private static string? Licence(string? text)
    {
        var line = (text ?? "").Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0);
        return line is { Length: > MaxLicence } ? line[..MaxLicence] + "…" : line;
    }
}

/// <summary>What only <c>/api/show</c> tells; it stays the same as long as the model's digest does.</summary>
internal sealed record OllamaModelDetails(IReadOnlyList<string> Capabilities, int? ContextLength, int? MaxContextLength, string? Licence, long? BytesPerToken);
