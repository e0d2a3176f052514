using System.Text.Json;
using AiChatLocal.Core.Chats;

namespace AiChatLocal.Server.Features.Transfer.Import.Formats;

/// <summary>Claude's <c>conversations.json</c>.</summary>
internal sealed class ClaudeFormat : IChatFormat
{
    public ChatProgram Program { get; } = new("claude", "Claude", LeavesThisMachine: true);

    public bool Recognises(JsonElement item) => item.IsArray("chat_messages");

    public ForeignChat Read(JsonElement item, ImportContext context)
    {
        List<JsonElement> written = [.. item.Items("chat_messages")];
        // Older exports do not say what a message follows: there each follows the one before.
        var isTree = written.Exists(message => message.Text("parent_message_uuid") is not null);
        List<ForeignMessage> messages = [];
        for (var i = 0; i < written.Count; i++)
        {
            var message = written[i];
            var role = message.Text("sender") == "human" ? MessageRole.User : MessageRole.Assistant;
            List<Part> parts = [.. Attachments(message), .. Parts(message, context)];
            messages.Add(new(
                message.Text("uuid") ?? $"{i}",
                isTree ? message.Text("parent_message_uuid") : messages is [.., var before] ? before.Id : null,
                role,
                parts)
            {
                CreatedAt = message.Time("created_at"),
                Model = role == MessageRole.Assistant ? message.Text("model") ?? item.Text("model") : null,
            });
        }

        return new(item.Text("uuid") ?? throw new UnreadableException($"It has no uuid."), item.Text("name") ?? "", messages)
        {
            CreatedAt = item.Time("created_at"),
            UpdatedAt = item.Time("updated_at"),
            LastMessageId = item.Text("current_leaf_message_uuid"),
            IsPinned = item.Flag("is_starred"),
        };
    }

    private static IEnumerable<Part> Parts(JsonElement message, ImportContext context)
    {
        List<Part> parts = [.. message.Items("content").SelectMany(part => Part(part, context))];
        return parts.Count > 0 ? Joined(parts) : Texts.Text(message.Text("text"));
    }

    private static IEnumerable<Part> Part(JsonElement part, ImportContext context) => part.Text("type") switch
    {
        "text" => Texts.Text(part.Text("text")),
        "thinking" => Texts.Thinking(part.Text("thinking")),
        "tool_use" => Texts.Text(Tool(part)),
        "tool_result" => Texts.Text(Result(part)),
        "image" => part.Member("source").Text("data") is { } data ? DataUrls.FromBase64(data, part.Text("file_name"), context.Report) : [],
        _ => [],
    };

    // An artifact is a document: it is shown as one, and not as the call that made it.
    private static string Tool(JsonElement part) => part.Member("input") is { } input && input.Text("content") is { } content && part.Text("name") == "artifacts"
        ? $"**{input.Text("title") ?? "Artifact"}**\n\n{Texts.Fenced(content, input.Text("language"))}"
        : Texts.ToolCall(part.Text("name"), part.Member("input") is { } any ? Texts.Compact(any) : "{}");

    private static string? Result(JsonElement part)
    {
        var text = part.Text("content") ?? string.Join('\n', part.Items("content").Select(each => each.Text("text")).Where(each => !string.IsNullOrWhiteSpace(each)));
        return text.Length > 0 ? Texts.ToolResult(text) : null;
    }

    private static IEnumerable<Part> Attachments(JsonElement message)
    {
        HashSet<string> shown = [];
        foreach (var attachment in message.Items("attachments"))
        {
            var name = attachment.Text("file_name") is { Length: > 0 } given ? given : T($"pasted text");
            shown.Add(name);
            yield return attachment.Text("extracted_content") is { Length: > 0 } text ? Texts.Attached(name, text) : Texts.Absent(name);
        }

        foreach (var name in message.Items("files").Concat(message.Items("files_v2")).Select(file => file.Text("file_name")).OfType<string>().Where(shown.Add))
        {
            yield return Texts.Absent(name);
        }
    }

    // A text is cut where a source is quoted: its pieces are one text again.
    private static IEnumerable<Part> Joined(List<Part> parts)
    {
        Part? before = null;
        foreach (var part in parts)
        {
            if (before is TextPart first && part is TextPart next)
            {
                before = new TextPart($"{first.Text}\n\n{next.Text}");
                continue;
            }

            if (before is not null)
            {
                yield return before;
            }

            before = part;
        }

        if (before is not null)
        {
            yield return before;
        }
    }
}
