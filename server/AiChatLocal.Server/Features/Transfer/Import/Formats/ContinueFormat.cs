using System.Text.Json;
using AiChatLocal.Core.Chats;

namespace AiChatLocal.Server.Features.Transfer.Import.Formats;

/// <summary>Continue's <c>sessions/&lt;id&gt;.json</c>; their times stand in <c>sessions.json</c>.</summary>
internal sealed class ContinueFormat : IChatFormat
{
    private readonly Dictionary<string, DateTimeOffset> _created = [];

    public ChatProgram Program { get; } = new("continue", "Continue", LeavesThisMachine: false);

    public bool Recognises(JsonElement item) => item.Text("sessionId") is not null && item.IsArray("history");

    public bool Note(JsonElement item)
    {
        if (item.Text("sessionId") is not { } id || item.Time("dateCreated") is not { } created || item.Member("history") is not null)
        {
            return false;
        }

        _created[id] = created;
        return true;
    }

    public ForeignChat Read(JsonElement item, ImportContext context)
    {
        var id = item.Text("sessionId")!;
        List<ForeignMessage> messages = [];
        foreach (var entry in item.Items("history"))
        {
            var place = $"{messages.Count}";
            if (entry.Member("message") is { } message && Read(place, messages is [.., var before] ? before.Id : null, entry, message, context) is { Parts.Count: > 0 } read)
            {
                messages.Add(read);
            }
        }

        return new(id, item.Text("title") ?? "", Folding.Fold(messages))
        {
            CreatedAt = _created.TryGetValue(id, out var created) ? created : item.Time("dateCreated"),
        };
    }

    private static ForeignMessage Read(string id, string? parent, JsonElement entry, JsonElement message, ImportContext context)
    {
        var role = message.Text("role");
        var reasoning = Texts.Thinking(entry.Member("reasoning").Text("text"));
        IEnumerable<Part> content = Texts.Content(message.Member("content"), context.Report);
        var log = entry.Items("promptLogs").LastOrDefault();
        return new(
            id,
            parent,
            role switch
            {
                "user" => MessageRole.User,
                "system" => MessageRole.System,
                _ => MessageRole.Assistant,
            },
            role switch
            {
                "user" => [.. entry.Items("contextItems").Select(ContextItem).OfType<Part>(), .. content],
                "thinking" => [.. content.OfType<TextPart>().Select(text => new ThinkingPart(text.Text))],
                "tool" => [.. content.OfType<TextPart>().Select(text => new TextPart(Texts.ToolResult(text.Text)))],
                _ => [.. reasoning, .. content, .. message.Items("toolCalls").Select(call => new TextPart(
                    Texts.ToolCall(call.Member("function").Text("name"), call.Member("function").Text("arguments") ?? "{}")))],
            })
        {
            CreatedAt = entry.Member("reasoning").Time("startAt"),
            Model = role is "assistant" or "thinking" ? log.Text("modelTitle") : null,
            Usage = message.Member("usage") is { } usage ? new(usage.Count("promptTokens"), usage.Count("completionTokens")) : null,
        };
    }

    private static SelectionPart? ContextItem(JsonElement item) =>
        item.Text("content") is { Length: > 0 } content ? Texts.Attached(item.Text("name") ?? item.Text("description") ?? T($"context"), content) : null;
}
