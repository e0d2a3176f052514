using System.Text.Json;

namespace AiChatLocal.Server.Features.Transfer.Import.Formats;

/// <summary>
/// Cline's tasks: a folder each, with what was sent to the model (<c>api_conversation_history.json</c>) and what was shown
/// (<c>ui_messages.json</c>). The first has the whole conversation, the second its times; where the first is missing the second is read.
/// </summary>
internal sealed class ClineFormat : IGatheringFormat
{
    private readonly Dictionary<string, ClineTask> _tasks = [];

    public ChatProgram Program { get; } = new("cline", "Cline", LeavesThisMachine: false);

    public bool Take(JsonElement item, ImportFile file)
    {
        var isShown = item.Number("ts") is not null && item.Text("type") is "say" or "ask" && (item.Text("say") ?? item.Text("ask")) is not null;
        var isSent = !isShown && item.Text("role") is "user" or "assistant" && item.Member("content") is { ValueKind: JsonValueKind.String or JsonValueKind.Array };
        if (!isShown && !isSent)
        {
            return false;
        }

        if (!_tasks.TryGetValue(file.Folder, out var task))
        {
            _tasks[file.Folder] = task = new(file);
        }

        // The document that it is part of is closed before the task is read.
        (isShown ? task.Shown : task.Sent).Add(item.Clone());
        return true;
    }

    public IEnumerable<(ImportFile File, ForeignChat Chat)> Finish(Action<ImportFile, string, LocalizedString> report)
    {
        foreach (var task in _tasks.Values)
        {
            if (task.ToChat(why => report(task.File, task.Id, why)) is { } chat)
            {
                yield return (task.File, chat);
            }
            else
            {
                report(task.File, task.Id, $"It holds no messages.");
            }
        }
    }
}
