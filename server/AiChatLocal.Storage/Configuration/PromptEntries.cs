using System.Text.Json;
using System.Text.Json.Serialization;
using AiChatLocal.Core.Prompts;

namespace AiChatLocal.Storage.Configuration;

internal sealed class PromptEntry
{
    public required string Name { get; set; }

    public string? Title { get; set; }

    public required string Text { get; set; }

    public bool? EditorAction { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}

/// <summary>Between a prompt and its entry in the file.</summary>
internal static class PromptEntries
{
    public static SavedPrompt Read(PromptEntry entry) => new(entry.Name, entry.Title ?? entry.Name, entry.Text, entry.EditorAction ?? false);

    /// <param name="before">The entries as they are; one of the same name keeps what this version does not know.</param>
    public static List<PromptEntry>? Write(IReadOnlyList<SavedPrompt> prompts, IReadOnlyList<PromptEntry>? before) => prompts.Count == 0 ? null :
    [
        .. prompts.Select(prompt => new PromptEntry
        {
            Name = prompt.Name,
            Title = prompt.Title == prompt.Name ? null : prompt.Title,
            Text = prompt.Text,
            EditorAction = prompt.IsEditorAction ? true : null,
            Others = before?.FirstOrDefault(entry => entry.Name.Equals(prompt.Name, StringComparison.OrdinalIgnoreCase))?.Others,
        }),
    ];
}
