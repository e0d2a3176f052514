using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiChatLocal.Storage.Configuration;

/// <summary>The content of <c>config.json</c>. Members that a newer version wrote are kept.</summary>
internal sealed class ConfigurationFile
{
    public List<ProviderEntry> Providers { get; set; } = [];

    public string? DefaultModel { get; set; }

    public bool LocalOnly { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}

internal sealed class ProviderEntry
{
    public required string Id { get; set; }

    public required string Kind { get; set; }

    public required string Name { get; set; }

    public Uri? BaseUrl { get; set; }

    /// <summary>Base64 of nonce, tag and cipher text.</summary>
    public string? EncryptedApiKey { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(ConfigurationFile))]
internal sealed partial class ConfigurationJson : JsonSerializerContext;
