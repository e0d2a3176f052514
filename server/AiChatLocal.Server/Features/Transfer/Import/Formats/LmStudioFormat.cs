using System.Text.Json;
using AiChatLocal.Core.Chats;

namespace AiChatLocal.Server.Features.Transfer.Import.Formats;

/// <summary>
/// LM Studio's <c>conversations/*.json</c>: a list of places, each with the versions that were tried there; one of them is selected. A version
/// follows the selected one of the place before.
/// </summary>
internal sealed class LmStudioFormat : IChatFormat
{
    public ChatProgram Program { get; } = new("lm-studio", "LM Studio", LeavesThisMachine: false);

    public bool Recognises(JsonElement item) =>
        item.IsArray("messages") && (item.Items("messages").Any(message => message.IsArray("versions")) || item.Member("userLastMessagedAt") is not null);

    public ForeignChat Read(JsonElement item, ImportContext context)
    {
        List<ForeignMessage> messages = [];
        string? selected = null;
        var place = 0;
        foreach (var message in item.Items("messages"))
        {
            List<JsonElement> versions = [.. message.Items("versions")];
            var chosen = (int)Math.Clamp(message.Number("currentlySelected") ?? 0, 0, Math.Max(0, versions.Count - 1));
            var parent = selected;
            for (var i = 0; i < versions.Count; i++)
            {
                var read = LmStudioMessage.Read($"{place}/{i}", parent, versions[i], context);
                messages.Add(read);
                selected = i == chosen ? read.Id : selected;
            }

            place++;
        }

        var prompt = item.Text("systemPrompt") is { Length: > 0 } own ? own : Configured(item);
        return new(Id(item, context), item.Text("name") ?? "", messages)
        {
            CreatedAt = item.Time("createdAt"),
            UpdatedAt = item.Time("assistantLastMessagedAt") ?? item.Time("userLastMessagedAt"),
            SystemPrompt = prompt,
            LastMessageId = selected,
            IsPinned = item.Flag("pinned"),
            Folder = context.File.Folder.Split('/') is [.., { Length: > 0 } folder] && folder is not ("conversations" or ".lmstudio") ? folder : null,
        };
    }

    // A conversation has no id; its file is named after the moment of its making.
    private static string Id(JsonElement item, ImportContext context) =>
        item.Number("createdAt") is { } made ? $"{(long)made}" : Path.GetFileNameWithoutExtension(context.File.FileName);

    private static string? Configured(JsonElement item) => item.Member("perChatPredictionConfig").Items("fields")
        .Where(field => field.Text("key") == "llm.prediction.systemPrompt").Select(field => field.Text("value")).FirstOrDefault(value => !string.IsNullOrEmpty(value));
}
