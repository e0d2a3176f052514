using System.Text.Encodings.Web;
using System.Text.Json;
using AiChatLocal.Core.Chats;
using AiChatLocal.Server.Features.Chat;

namespace AiChatLocal.Server.Features.Transfer.Import.Formats;

/// <summary>Parts that several programs have in common.</summary>
internal static class Texts
{
    public static string Fenced(string text, string? language = null)
    {
        var fence = Prompt.FenceFor(text);
        return $"{fence}{language}\n{text.TrimEnd('\n')}\n{fence}";
    }

    /// <summary>The call of a tool: a block of its own kind, which a view shows as a card and any other reader as what it says.</summary>
    /// <param name="input">JSON, or what came in its place.</param>
    public static string ToolCall(string? name, string input)
    {
        var arguments = IsJson(input) ? input : Quoted(input);
        return Fenced($"{{\"name\":{Quoted(name ?? "tool")},\"arguments\":{arguments}}}", "tool-call");
    }

    public static string ToolResult(string text) => Fenced(text, "tool-result");

    public static string Compact(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();

    /// <summary>A text that was attached as a file.</summary>
    public static SelectionPart Attached(string name, string text) => new(name, "plaintext", 1, text.AsSpan().Count('\n') + 1, text);

    /// <summary>What stands for a file that the export does not hold.</summary>
    public static TextPart Absent(string name) => new(Brackets(name));

    public static bool IsAbsent(TextPart text) => text.Text.StartsWith(Brackets("").TrimEnd(']'), StringComparison.Ordinal);

    private static string Brackets(string name) => T($"[Attached: {name}]");

    /// <summary>Content as it is sent to models: a text, or a list of texts and pictures.</summary>
    public static IEnumerable<Part> Content(JsonElement? content, Action<LocalizedString> report)
    {
        if (content is { ValueKind: JsonValueKind.String } text)
        {
            return Text(text.GetString());
        }

        return (content ?? default).Items().SelectMany(part => part.Text("type") switch
        {
            "text" => Text(part.Text("text")),
            "image_url" or "imageUrl" => DataUrls.Picture(
                part.Member("image_url").Text("url") ?? part.Member("imageUrl").Text("url") ?? part.Text("image_url") ?? "", name: null, report),
            _ => part.ValueKind == JsonValueKind.String ? Text(part.GetString()) : [],
        });
    }

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static bool IsJson(string text)
    {
        try
        {
            using var _ = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public static IEnumerable<Part> Text(string? text) => string.IsNullOrWhiteSpace(text) ? [] : [new TextPart(text)];

    public static IEnumerable<Part> Thinking(string? text) => string.IsNullOrWhiteSpace(text) ? [] : [new ThinkingPart(text)];
}
