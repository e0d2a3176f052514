using System.Text;
using System.Text.Json;
using AiChatLocal.Core;
using AiChatLocal.Core.Chats;

namespace AiChatLocal.Server.Features.Transfer.Import.Formats;

/// <summary>What “Chat: Export Chat…” of VS Code writes: requests, each with the parts of its response.</summary>
internal sealed class CopilotChatFormat : IChatFormat
{
    public ChatProgram Program { get; } = new("copilot-chat", "Copilot Chat", LeavesThisMachine: true);

    public bool Recognises(JsonElement item) => item.IsArray("requests") && (item.Text("requesterUsername") ?? item.Text("responderUsername")) is not null;

    public ForeignChat Read(JsonElement item, ImportContext context)
    {
        List<ForeignMessage> messages = [];
        var place = 0;
        foreach (var request in item.Items("requests"))
        {
            var id = request.Text("requestId") is { Length: > 0 } given ? given : $"{place}";
            messages.Add(new(id, messages is [.., var before] ? before.Id : null, MessageRole.User, [.. Question(request, context)]) { CreatedAt = request.Time("timestamp") });
            messages.Add(Answer(request, id));
            place++;
        }

        // An export has no id of its own; its first request has, and stays the same when the chat goes on.
        return new(
            item.Text("sessionId") ?? (messages is [var first, ..] ? first.Id : throw new UnreadableException($"It holds no request.")),
            item.Text("customTitle") ?? item.Text("computedTitle") ?? FirstLine(item), messages)
        {
            CreatedAt = item.Time("creationDate"),
            UpdatedAt = item.Time("lastMessageDate"),
        };
    }

    private static IEnumerable<Part> Question(JsonElement request, ImportContext context) =>
        request.Member("variableData").Items("variables").SelectMany(variable => Attached(variable, context)).Concat(Texts.Text(MessageText(request)));

    private static string? MessageText(JsonElement request) => request.Text("message") ?? request.Member("message").Text("text");

    private static IEnumerable<Part> Attached(JsonElement variable, ImportContext context)
    {
        var name = variable.Text("name") ?? T($"file");
        return variable.Text("kind") switch
        {
            "image" when Bytes(variable.Member("value")) is { } bytes => DataUrls.FromBytes(bytes, name, context.Report),
            "paste" when variable.Text("code") is { Length: > 0 } code => [Texts.Attached(name, code)],
            _ when variable.Member("value") is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } content => [Texts.Attached(name, content)],
            _ => [Texts.Absent(name)],
        };
    }

    // Bytes become an object of numbered members when an editor writes them as JSON.
    private static byte[]? Bytes(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Array } list => ToBytes(list.EnumerateArray()),
        { ValueKind: JsonValueKind.Object } when value.Text("$base64") is { } text => Convert.TryFromBase64String(text, new byte[text.Length], out _) ? Convert.FromBase64String(text) : null,
        { ValueKind: JsonValueKind.Object } numbered => ToBytes(numbered.EnumerateObject().Select(member => member.Value)),
        _ => null,
    };

    private static byte[]? ToBytes(IEnumerable<JsonElement> numbers)
    {
        List<byte> bytes = [];
        foreach (var number in numbers)
        {
            if (number.ValueKind != JsonValueKind.Number || !number.TryGetByte(out var value))
            {
                return null;
            }

            bytes.Add(value);
        }

        return [.. bytes];
    }

    private static ForeignMessage Answer(JsonElement request, string questionId)
    {
        var error = request.Member("result").Member("errorDetails").Text("message");
        var timings = request.Member("result").Member("timings");
        return new(request.Text("responseId") is { Length: > 0 } id ? id : questionId + "/answer", questionId, MessageRole.Assistant, [.. Parts(request)])
        {
            CreatedAt = request.Member("modelState").Time("completedAt") ?? request.Time("timestamp")?.AddMilliseconds(timings.Number("totalElapsed") ?? 1),
            Model = request.Text("modelId"),
            Status = error is not null ? MessageStatus.Failed : request.Flag("isCanceled") || request.Member("modelState").Number("value") is 2 ? MessageStatus.Cancelled : MessageStatus.Complete,
            Failure = error is null ? null : new(ProblemKind.ServerError, $"The answer failed in Copilot Chat.", Verbatim(error)),
            Usage = Usage(request.Member("usage"), timings),
            Rating = request.Number("vote") switch
            {
                1 => Rating.Up,
                0 => Rating.Down,
                _ => null,
            },
        };
    }

    private static ReplyUsage? Usage(JsonElement? usage, JsonElement? timings)
    {
        var read = new ReplyUsage(
            usage?.Count("promptTokens"), usage?.Count("completionTokens"),
            TimeToFirstTokenMs: timings.Number("firstProgress"), DurationMs: timings.Number("totalElapsed"));
        return read == new ReplyUsage() ? null : read;
    }

    private static IEnumerable<Part> Parts(JsonElement request)
    {
        var text = new StringBuilder();
        foreach (var part in request.Items("response"))
        {
            if (part.Text("kind") == "thinking")
            {
                foreach (var finished in Texts.Text(text.ToString()).Concat(Texts.Thinking(Thought(part))))
                {
                    yield return finished;
                }

                text.Clear();
            }
            else
            {
                text.Append(Written(part));
            }
        }

        foreach (var last in Texts.Text(text.ToString().Trim()))
        {
            yield return last;
        }
    }

    private static string? Thought(JsonElement part) =>
        part.Text("value") ?? string.Join('\n', part.Items("value").Where(each => each.ValueKind == JsonValueKind.String).Select(each => each.GetString()));

    private static string Written(JsonElement part) => part.Text("kind") switch
    {
        null => part.Text("value") ?? "",
        "markdownContent" or "markdownVuln" => part.Member("content").Text("value") ?? "",
        "inlineReference" => $"`{ReferenceName(part)}`",
        "toolInvocation" or "toolInvocationSerialized" =>
            (Message(part.Member("pastTenseMessage")) ?? Message(part.Member("invocationMessage"))) is { Length: > 0 } did ? $"\n\n*{did}*\n\n" : "",
        "textEditGroup" => $"\n\n{Texts.Fenced(string.Join("\n", part.Items("edits").SelectMany(group => group.Items()).Select(edit => edit.Text("text")).OfType<string>()))}\n\n",
        "warning" => part.Member("content").Text("value") is { } warning ? $"\n\n> {warning}\n\n" : "",
        _ => "",
    };

    private static string? Message(JsonElement? message) => message is { ValueKind: JsonValueKind.String } text ? text.GetString() : message.Text("value");

    private static string ReferenceName(JsonElement part)
    {
        var reference = part.Member("inlineReference");
        var path = part.Text("name") ?? reference.Text("name") ?? reference.Text("path") ?? reference.Member("uri").Text("path") ?? "reference";
        return path[(path.LastIndexOf('/') + 1)..];
    }

    private static string FirstLine(JsonElement item) => item.Items("requests").Select(MessageText).FirstOrDefault()?.Split('\n')[0] ?? "";
}
