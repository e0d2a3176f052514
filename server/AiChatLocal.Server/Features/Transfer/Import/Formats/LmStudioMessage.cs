using System.Text.Json;
using AiChatLocal.Core.Chats;

namespace AiChatLocal.Server.Features.Transfer.Import.Formats;

/// <summary>One version of a message of LM Studio: a question in one piece, or an answer in steps.</summary>
internal static class LmStudioMessage
{
    public static ForeignMessage Read(string id, string? parent, JsonElement version, ImportContext context)
    {
        var role = version.Text("role") switch
        {
            "user" => MessageRole.User,
            "system" => MessageRole.System,
            _ => MessageRole.Assistant,
        };
        List<JsonElement> steps = [.. version.Items("steps")];
        IReadOnlyList<Part> parts = [];
        foreach (var part in version.Items("content"))
        {
            parts = Folding.Join(parts, [.. Part(part, isThinking: false, context)]);
        }

        foreach (var step in steps)
        {
            parts = Folding.Join(parts, Merged(Step(step, context)));
        }

        var info = steps.Select(step => step.Member("genInfo")).LastOrDefault(found => found is not null);
        return new(id, parent, role, parts)
        {
            Model = role == MessageRole.Assistant ? info.Text("identifier") ?? info.Text("indexedModelIdentifier") ?? version.Member("senderInfo").Text("senderName") : null,
            Usage = info.Member("stats") is { } stats ? Usage(stats) : null,
            Status = info.Member("stats").Text("stopReason") is "userStopped" ? MessageStatus.Cancelled : MessageStatus.Complete,
        };
    }

    private static IEnumerable<Part> Step(JsonElement step, ImportContext context)
    {
        var isThinking = step.Member("style").Text("type") == "thinking";
        return step.Text("type") switch
        {
            "contentBlock" => step.Items("content").SelectMany(part => Part(part, isThinking, context)),
            "toolCallRequest" => Texts.Text(Texts.ToolCall(step.Text("name"), step.Member("parameters") is { } input ? Texts.Compact(input) : "{}")),
            _ => [],
        };
    }

    private static IEnumerable<Part> Part(JsonElement part, bool isThinking, ImportContext context)
    {
        switch (part.Text("type"))
        {
            // Marks around what was thought, which the style tells already.
            case "text" when part.Flag("isStructural"):
                return [];
            case "text":
                return part.Text("text") is { Length: > 0 } text ? [isThinking ? new ThinkingPart(text) : new TextPart(text)] : [];
            case "file" when part.Text("fileType") == "image":
                var name = part.Text("fileIdentifier") ?? part.Text("name") ?? T($"picture");
                context.Report($"The picture {name} lies elsewhere in LM Studio and is not in the conversation.");
                return [Texts.Absent(name)];
            case "file":
                return [Texts.Absent(part.Text("fileIdentifier") ?? part.Text("name") ?? T($"file"))];
            case "toolCallResult":
                return Texts.Text(part.Text("content") is { Length: > 0 } result ? Texts.ToolResult(result) : null);
            case "toolCallRequest":
                return Texts.Text(Texts.ToolCall(part.Text("name"), part.Member("parameters") is { } input ? Texts.Compact(input) : "{}"));
            default:
                return [];
        }
    }

    // A block is written in the pieces in which it came.
    private static List<Part> Merged(IEnumerable<Part> parts)
    {
        List<Part> merged = [];
        foreach (var part in parts)
        {
            switch (merged is [.., var last] ? last : null, part)
            {
                case (TextPart before, TextPart next):
                    merged[^1] = new TextPart(before.Text + next.Text);
                    break;
                case (ThinkingPart before, ThinkingPart next):
                    merged[^1] = new ThinkingPart(before.Text + next.Text);
                    break;
                default:
                    merged.Add(part);
                    break;
            }
        }

        merged.RemoveAll(part => part is TextPart { Text: var text } && string.IsNullOrWhiteSpace(text) || part is ThinkingPart { Text: var thought } && string.IsNullOrWhiteSpace(thought));
        return merged;
    }

    private static ReplyUsage Usage(JsonElement stats) => new(
        stats.Count("promptTokensCount"),
        stats.Count("predictedTokensCount"),
        TokensPerSecond: stats.Number("tokensPerSecond"),
        TimeToFirstTokenMs: stats.Number("timeToFirstTokenSec") * 1000,
        DurationMs: stats.Number("totalTimeSec") * 1000);
}
