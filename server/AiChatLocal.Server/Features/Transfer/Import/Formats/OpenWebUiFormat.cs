using System.Text.Json;
using AiChatLocal.Core;
using AiChatLocal.Core.Chats;

namespace AiChatLocal.Server.Features.Transfer.Import.Formats;

/// <summary>Open WebUI's export of chats, and the export of one chat: a tree in <c>history.messages</c>.</summary>
internal sealed class OpenWebUiFormat : IChatFormat
{
    public ChatProgram Program { get; } = new("open-webui", "Open WebUI", LeavesThisMachine: false);

    public bool Recognises(JsonElement item) => IsChat(item.Member("chat") ?? item);

    public ForeignChat Read(JsonElement item, ImportContext context)
    {
        var chat = item.Member("chat") ?? item;
        var history = chat.Member("history");
        List<JsonElement> written = history.Member("messages") is { ValueKind: JsonValueKind.Object } tree
            ? [.. tree.EnumerateObject().Select(member => member.Value)]
            : [.. chat.Items("messages")];
        var isTree = history.Member("messages") is not null;
        List<ForeignMessage> messages = [];
        for (var i = 0; i < written.Count; i++)
        {
            messages.Add(Read(
                written[i], written[i].Text("id") ?? $"{i}", isTree ? written[i].Text("parentId") : messages is [.., var before] ? before.Id : null, context));
        }

        return new(Id(item, chat, messages), item.Text("title") ?? chat.Text("title") ?? "", messages)
        {
            CreatedAt = item.Time("created_at") ?? chat.Time("timestamp"),
            UpdatedAt = item.Time("updated_at"),
            SystemPrompt = chat.Member("params").Text("system") is { Length: > 0 } prompt ? prompt : chat.Text("system") is { Length: > 0 } older ? older : null,
            LastMessageId = history.Text("currentId"),
            IsPinned = item.Flag("pinned"),
            IsArchived = item.Flag("archived"),
            Tags = Tags(item, chat),
        };
    }

    private static bool IsChat(JsonElement chat) => chat.Member("history") is { } history && history.IsObject("messages");

    private static string Id(JsonElement item, JsonElement chat, List<ForeignMessage> messages) =>
        item.Text("id") is { Length: > 0 } id ? id
        : chat.Text("id") is { Length: > 0 } inner ? inner
        : messages is [var first, ..] ? first.Id : throw new UnreadableException($"It has neither an id nor a message.");

    private static ForeignMessage Read(JsonElement message, string id, string? parent, ImportContext context)
    {
        var role = message.Text("role") switch
        {
            "user" => MessageRole.User,
            "system" => MessageRole.System,
            _ => MessageRole.Assistant,
        };
        var failure = Failure(message.Member("error"));
        List<Part> parts = [.. message.Items("files").SelectMany(file => File(file, context)), .. Parts(message, role, context)];
        return new(id, parent, role, parts)
        {
            CreatedAt = message.Time("timestamp"),
            Model = role == MessageRole.Assistant ? message.Text("model") ?? message.Text("modelName") : null,
            Usage = Usage(message.Member("usage") ?? message.Member("info")),
            Failure = failure,
            Status = failure is not null ? MessageStatus.Failed
                : message.Member("done") is { ValueKind: JsonValueKind.False } ? MessageStatus.Interrupted : MessageStatus.Complete,
            Rating = message.Member("annotation").Number("rating") switch
            {
                > 0 => Rating.Up,
                < 0 => Rating.Down,
                _ => null,
            },
        };
    }

    private static IEnumerable<Part> Parts(JsonElement message, MessageRole role, ImportContext context) =>
        role == MessageRole.Assistant && message.Text("content") is { } text ? ReasoningBlocks.Split(text) : Texts.Content(message.Member("content"), context.Report);

    private static IEnumerable<Part> File(JsonElement file, ImportContext context)
    {
        var name = file.Text("name") ?? file.Member("file").Text("filename");
        return file.Text("type") == "image" || (file.Text("content_type") ?? "").StartsWith("image/", StringComparison.Ordinal)
            ? DataUrls.Picture(file.Text("url") ?? "", name, context.Report)
            : [file.Member("file").Member("data").Text("content") is { Length: > 0 } content ? Texts.Attached(name ?? T($"file"), content) : Texts.Absent(name ?? T($"file"))];
    }

    private static Problem? Failure(JsonElement? error)
    {
        var said = error switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            { ValueKind: JsonValueKind.Object } described => described.Text("content") ?? described.GetRawText(),
            { ValueKind: JsonValueKind.True } => null,
            _ => "",
        };
        return said == "" ? null : new(ProblemKind.ServerError, $"The answer failed in Open WebUI.", VerbatimOrNull(said));
    }

    private static ReplyUsage? Usage(JsonElement? usage)
    {
        if (usage is not { ValueKind: JsonValueKind.Object } told)
        {
            return null;
        }

        var read = new ReplyUsage(
            told.Count("prompt_tokens") ?? told.Count("prompt_eval_count"),
            told.Count("completion_tokens") ?? told.Count("eval_count"),
            told.Number("prompt_token/s"),
            told.Number("response_token/s"),
            DurationMs: told.Number("total_duration") / 1e6);
        return read == new ReplyUsage() ? null : read;
    }

    private static List<string>? Tags(JsonElement item, JsonElement chat)
    {
        IEnumerable<JsonElement> written = [.. item.Member("meta").Items("tags"), .. chat.Items("tags")];
        List<string> tags = [.. written.Select(tag => tag.ValueKind == JsonValueKind.String ? tag.GetString() : tag.Text("name")).OfType<string>().Where(tag => tag.Length > 0).Distinct()];
        return tags.Count > 0 ? tags : null;
    }
}
