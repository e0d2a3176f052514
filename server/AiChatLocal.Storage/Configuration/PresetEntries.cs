using System.Text.Json;
using System.Text.Json.Serialization;
using AiChatLocal.Core.Generation;

namespace AiChatLocal.Storage.Configuration;

internal sealed class PresetEntry
{
    public required string Name { get; set; }

    public string? SystemPrompt { get; set; }

    /// <summary><see cref="GenerationSettings"/>, and what a newer version has beside them.</summary>
    public JsonElement? Settings { get; set; }

    public List<string>? Models { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}

/// <summary>Between a preset and its entry in the file.</summary>
internal static class PresetEntries
{
    public static ModelPreset Read(PresetEntry entry) => new(
        entry.Name,
        entry.SystemPrompt,
        entry.Settings is { ValueKind: JsonValueKind.Object } settings ? settings.Deserialize(ConfigurationJson.Default.GenerationSettings)! : GenerationSettings.None,
        entry.Models ?? []);

    /// <param name="before">The entries as they are; one of the same name keeps what this version does not know.</param>
    public static List<PresetEntry>? Write(IReadOnlyList<ModelPreset> presets, IReadOnlyList<PresetEntry>? before) => presets.Count == 0 ? null :
    [
        .. presets.Select(preset =>
        {
            var old = before?.FirstOrDefault(entry => entry.Name.Equals(preset.Name, StringComparison.OrdinalIgnoreCase));
            return new PresetEntry
            {
                Name = preset.Name,
                SystemPrompt = preset.SystemPrompt,
                Settings = Write(preset.Settings, old?.Settings),
                Models = preset.Models.Count == 0 ? null : [.. preset.Models],
                Others = old?.Others,
            };
        }),
    ];

    private static JsonElement? Write(GenerationSettings settings, JsonElement? before)
    {
        var members = JsonSerializer.SerializeToElement(settings, ConfigurationJson.Default.GenerationSettings).EnumerateObject().ToDictionary(each => each.Name, each => each.Value);
        var known = ConfigurationJson.Default.GenerationSettings.Properties.Select(property => property.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var member in before is { ValueKind: JsonValueKind.Object } old ? old.EnumerateObject().Where(each => !known.Contains(each.Name)) : [])
        {
            members[member.Name] = member.Value;
        }

        return members.Count == 0 ? null : JsonSerializer.SerializeToElement(members, ConfigurationJson.Default.DictionaryStringJsonElement);
    }
}
