using System.Text.Json;
using System.Text.RegularExpressions;
using AiChatLocal.Core.Chats;

namespace AiChatLocal.Server.Features.Transfer.Import.Formats;

/// <summary>One task of Cline.</summary>
internal sealed partial class ClineTask(ImportFile file)
{
    public ImportFile File { get; } = file;

    /// <summary>The messages to and from the model.</summary>
    public List<JsonElement> Sent { get; } = [];

    /// <summary>What the user saw.</summary>
    public List<JsonElement> Shown { get; } = [];

    /// <summary>The folder of a task is named after the moment of its making; a file alone is known by its first message.</summary>
    public string Id => File.Folder.Split('/') is [.., { Length: > 0 } folder] ? folder : FirstTime() is { } time ? $"{(long)time}" : File.FileName;

    public ForeignChat? ToChat(Action<LocalizedString> report)
    {
        var messages = Folding.Fold(Sent.Count > 0 ? ReadSent(report) : ReadShown(report));
        if (messages.Count == 0)
        {
            return null;
        }

        var task = Shown.Find(message => message.Text("say") == "task" || message.Text("say") == "text").Text("text") ?? FirstText(messages);
        return new(Id, FirstLine(task), messages)
        {
            CreatedAt = Shown is [var first, ..] ? first.Time("ts") : Sent[0].Time("ts"),
            UpdatedAt = Shown is [.., var last] ? last.Time("ts") : Sent[^1].Time("ts"),
        };
    }

    private double? FirstTime() => (Shown is [var shown, ..] ? shown.Number("ts") : null) ?? (Sent is [var sent, ..] ? sent.Number("ts") : null);

    private List<ForeignMessage> ReadSent(Action<LocalizedString> report)
    {
        List<ForeignMessage> messages = [];
        for (var i = 0; i < Sent.Count; i++)
        {
            var message = Sent[i];
            List<JsonElement> blocks = [.. message.Items("content")];
            List<Part> parts = message.Text("content") is { } text ? [.. Typed(text)] : [.. blocks.SelectMany(block => Block(block, report))];
            if (parts.Count == 0)
            {
                continue;
            }

            // The results of tools are sent as if the user had written them.
            var isAnswer = message.Text("role") == "assistant" || IsResult(blocks, parts);
            var metrics = message.Member("metrics").Member("tokens");
            messages.Add(new($"{i}", messages is [.., var before] ? before.Id : null, isAnswer ? MessageRole.Assistant : MessageRole.User, parts)
            {
                CreatedAt = message.Time("ts") ?? ShownAt(i),
                Model = message.Member("modelInfo").Text("modelId") ?? (isAnswer ? ModelAt(i) : null),
                Usage = metrics is { } tokens ? new(tokens.Count("prompt"), tokens.Count("completion"), CachedTokens: tokens.Count("cached")) : null,
            });
        }

        return messages;
    }

    private DateTimeOffset? ShownAt(int place) => Shown.Find(message => CameBefore(message, place)).Time("ts");

    private string? ModelAt(int place) =>
        Shown.Find(message => CameBefore(message, place) && message.Member("modelInfo") is not null).Member("modelInfo").Text("modelId");

    /// <summary>What was shown names the message to the model that it came after.</summary>
    private static bool CameBefore(JsonElement shown, int place) => shown.Number("conversationHistoryIndex") == place - 1;

    private List<ForeignMessage> ReadShown(Action<LocalizedString> report)
    {
        List<ForeignMessage> messages = [];
        foreach (var shown in Shown.Where(message => !message.Flag("partial")))
        {
            var kind = shown.Text("say") ?? shown.Text("ask");
            var isUser = kind is "task" or "user_feedback" || (messages.Count == 0 && kind == "text");
            IEnumerable<Part> parts = kind switch
            {
                "reasoning" => Texts.Thinking(shown.Text("text") ?? shown.Text("reasoning")),
                "task" or "text" or "user_feedback" or "completion_result" or "followup" or "plan_mode_respond" =>
                    [.. shown.Items("images").SelectMany(image => DataUrls.Picture(image.GetString() ?? "", name: null, report)), .. Texts.Text(Said(shown.Text("text")))],
                "command" or "command_output" => Texts.Text(shown.Text("text") is { Length: > 0 } output ? Texts.Fenced(output) : null),
                "tool" or "use_mcp_server" => Texts.Text(shown.Text("text") is { Length: > 0 } call ? Texts.ToolCall(null, call) : null),
                _ => [],
            };
            List<Part> read = [.. parts];
            // An asked result repeats the one that was said.
            if (read.Count == 0 || (shown.Text("ask") == "completion_result" && messages is [.., var last] && last.Parts.SequenceEqual(read)))
            {
                continue;
            }

            messages.Add(new($"{messages.Count}", messages is [.., var before] ? before.Id : null, isUser ? MessageRole.User : MessageRole.Assistant, read)
            {
                CreatedAt = shown.Time("ts"),
                Model = isUser ? null : shown.Member("modelInfo").Text("modelId"),
            });
        }

        return messages;
    }

    private static IEnumerable<Part> Block(JsonElement block, Action<LocalizedString> report) => block.Text("type") switch
    {
        "text" => Typed(block.Text("text") ?? ""),
        "thinking" => Texts.Thinking(block.Text("thinking")),
        "image" when block.Member("source").Text("data") is { } data => DataUrls.FromBase64(data, name: null, report),
        "tool_use" => Texts.Text(Texts.ToolCall(block.Text("name"), block.Member("input") is { } input ? Texts.Compact(input) : "{}")),
        "tool_result" when block.Text("content") is { Length: > 0 } text => Texts.Text(Texts.ToolResult(text)),
        "tool_result" => block.Items("content").SelectMany(part => part.Text("type") == "image"
            ? Block(part, report)
            : Texts.Text(part.Text("text") is { Length: > 0 } result ? Texts.ToolResult(result) : null)),
        "document" => [Texts.Absent(block.Text("title") ?? T($"document"))],
        _ => [],
    };

    // What the user wrote stands between tags; what the program adds of the workspace is none of it.
    private static IEnumerable<Part> Typed(string text) => Texts.Text(Tags().Replace(Environment().Replace(text, ""), "").Trim());

    // Results of older versions are plain text that begins with the tool's name.
    private static bool IsResult(List<JsonElement> blocks, List<Part> parts) =>
        blocks.Exists(block => block.Text("type") == "tool_result") || parts is [TextPart { Text: var text }, ..] && Result().IsMatch(text);

    // A question to the user is JSON around its words.
    private static string? Said(string? text)
    {
        if (text is not ['{', ..])
        {
            return text;
        }

        try
        {
            using var asked = JsonDocument.Parse(text);
            return asked.RootElement.Text("question") ?? asked.RootElement.Text("response") ?? text;
        }
        catch (JsonException)
        {
            return text;
        }
    }

    private static string FirstText(IReadOnlyList<ForeignMessage> messages) => messages.SelectMany(message => message.Parts).OfType<TextPart>().FirstOrDefault()?.Text ?? "";

    private static string FirstLine(string text) => text.Trim().Split('\n')[0];

    [GeneratedRegex(@"<environment_details>.*?</environment_details>", RegexOptions.Singleline)]
    private static partial Regex Environment();

    [GeneratedRegex(@"</?(?:task|feedback|answer|user_message|user_feedback)>\n?")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\A\[\w+(?: for '.*')?\] Result:")]
    private static partial Regex Result();
}
