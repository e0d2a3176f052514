using System.Text.Json;
using AiChatLocal.Core.Chats;

namespace AiChatLocal.Server.Features.Transfer.Import.Formats;

/// <summary>One message of ChatGPT.</summary>
internal static class ChatGptMessage
{
    /// <returns>Null when nothing of it is shown.</returns>
    public static ForeignMessage? Read(string id, JsonElement message, ImportContext context)
    {
        var metadata = message.Member("metadata");
        var role = message.Member("author").Text("role") switch
        {
            "user" => MessageRole.User,
            "system" => MessageRole.System,
            _ => MessageRole.Assistant,
        };
        if (metadata?.Flag("is_visually_hidden_from_conversation") is true || message.Member("content") is not { } content)
        {
            return null;
        }

        List<Part> parts = [.. Parts(content, context), .. Attachments(metadata, content)];
        return parts.Count == 0 ? null : new(id, ParentId: null, role, parts)
        {
            CreatedAt = message.Time("create_time"),
            Model = role == MessageRole.Assistant ? metadata.Text("model_slug") : null,
            Status = (message.Text("status"), metadata.Member("finish_details").Text("type")) switch
            {
                (_, "interrupted") => MessageStatus.Cancelled,
                ("in_progress", _) => MessageStatus.Interrupted,
                _ => MessageStatus.Complete,
            },
        };
    }

    private static IEnumerable<Part> Parts(JsonElement content, ImportContext context) => content.Text("content_type") switch
    {
        // What the service was told about the user, and how long it thought.
        "user_editable_context" or "model_editable_context" or "reasoning_recap" => [],
        "code" => Texts.Text(content.Text("text") is { } code ? Texts.Fenced(code, Language(content.Text("language"))) : null),
        "execution_output" or "system_error" => Texts.Text(content.Text("text") is { Length: > 0 } output ? Texts.ToolResult(output) : null),
        "thoughts" => Texts.Thinking(string.Join("\n\n", content.Items("thoughts").Select(Thought))),
        "tether_quote" => Texts.Text(Quote(content)),
        "tether_browsing_display" => Texts.Text(content.Text("result") is { Length: > 0 } result ? Texts.ToolResult(result) : null),
        _ => content.IsArray("parts") ? content.Items("parts").SelectMany(part => Part(part, context)) : Texts.Text(content.Text("text")),
    };

    private static IEnumerable<Part> Part(JsonElement part, ImportContext context) => part.ValueKind == JsonValueKind.String
        ? Texts.Text(part.GetString())
        : part.Text("content_type") switch
        {
            "image_asset_pointer" => Picture(part.Text("asset_pointer") ?? "", context),
            _ => Texts.Text(part.Text("text")),
        };

    // "file-service://file-abc" or "sediment://file_abc": the export has the file under that name and an ending.
    private static IEnumerable<Part> Picture(string pointer, ImportContext context)
    {
        var name = pointer[(pointer.LastIndexOf('/') + 1)..];
        if (name.Length < 5 || context.FindFile(name) is not { SizeBytes: <= ImageTypes.MostBytes } file)
        {
            context.Report($"The picture {name} is not in the export.");
            return [Texts.Absent(name)];
        }

        using var stream = file.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return DataUrls.FromBytes(bytes.ToArray(), file.FileName, context.Report);
    }

    private static IEnumerable<Part> Attachments(JsonElement? metadata, JsonElement content)
    {
        var shown = content.GetRawText();
        return metadata.Items("attachments")
            .Where(attachment => attachment.Text("id") is not { } id || !shown.Contains(id, StringComparison.Ordinal))
            .Select(attachment => Texts.Absent(attachment.Text("name") ?? T($"file")));
    }

    private static string Thought(JsonElement thought) =>
        string.Join('\n', new[] { thought.Text("summary"), thought.Text("content") }.Where(text => !string.IsNullOrWhiteSpace(text)));

    private static string? Quote(JsonElement content) =>
        content.Text("text") is { Length: > 0 } text ? $"{content.Text("title")} {content.Text("url")}\n\n{Texts.Fenced(text)}".TrimStart() : null;

    private static string? Language(string? language) => language is null or "unknown" ? null : language;
}
