using System.Text.Json;
using System.Text.Json.Serialization;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Generation;

namespace AiChatLocal.Storage.Configuration;

/// <summary>The content of <c>config.json</c>. Members that a newer version wrote are kept.</summary>
internal sealed class ConfigurationFile
{
    public List<ProviderEntry> Providers { get; set; } = [];

    public string? DefaultModel { get; set; }

    public string? EditModel { get; set; }

    public string? EmbeddingModel { get; set; }

    public bool LocalOnly { get; set; }

    public List<PresetEntry>? Presets { get; set; }

    public List<PromptEntry>? Prompts { get; set; }

    public NetworkEntry? Network { get; set; }

    public BackupEntry? Backups { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}

internal sealed record BackupEntry(int EveryHours, string Folder, int Keep);

internal sealed class ProviderEntry
{
    public required string Id { get; set; }

    public required string Kind { get; set; }

    public required string Name { get; set; }

    public bool? Disabled { get; set; }

    public Uri? BaseUrl { get; set; }

    /// <summary>Base64 of nonce, tag and cipher text.</summary>
    public string? EncryptedApiKey { get; set; }

    /// <summary>The environment variable that holds the key, in place of a stored one.</summary>
    public string? ApiKeyVariable { get; set; }

    /// <summary>As the API key's.</summary>
    public string? EncryptedAdminKey { get; set; }

    public string? AdminKeyVariable { get; set; }

    public string? Preset { get; set; }

    public ChatApi? Api { get; set; }

    public List<HeaderEntry>? Headers { get; set; }

    public List<ParameterEntry>? Query { get; set; }

    public JsonElement? ExtraBody { get; set; }

    public string? ModelsPath { get; set; }

    public string? ChatPath { get; set; }

    public TextgenEntry? Textgen { get; set; }

    public RouteEntry? Route { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}

/// <summary>A header; its value may be a key, so it is never written as it is.</summary>
internal sealed class HeaderEntry
{
    public required string Name { get; set; }

    public string? EncryptedValue { get; set; }

    public string? Variable { get; set; }
}

internal sealed class TextgenEntry
{
    public TextgenMode? Mode { get; set; }

    public string? Character { get; set; }

    public string? InstructionTemplate { get; set; }

    public string? UserName { get; set; }

    public string? BotName { get; set; }

    public string? Context { get; set; }

    public string? Greeting { get; set; }

    public string? ChatInstructCommand { get; set; }

    public string? SamplerPreset { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}

internal sealed class ParameterEntry
{
    public required string Name { get; set; }

    public required string Value { get; set; }
}

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(ConfigurationFile))]
[JsonSerializable(typeof(GenerationSettings))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
internal sealed partial class ConfigurationJson : JsonSerializerContext;
