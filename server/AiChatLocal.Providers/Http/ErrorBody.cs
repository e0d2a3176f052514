using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AiChatLocal.Providers.Http;

/// <summary>What a server says about a failure, in whichever of the many shapes: <c>error.message</c>, <c>error</c>, <c>message</c>, <c>detail</c>, plain text.</summary>
/// <param name="Message">The server's own words; empty when it says nothing.</param>
/// <param name="Code">Its code, type, status and reasons, words such as <c>model_not_found</c>; all that there are.</param>
/// <param name="RetryDelay">When the body asks to wait, as it says it, e.g. <c>34s</c>.</param>
internal sealed record ErrorBody(
    string Message, string Code, bool IsHtml = false, long? PromptTokens = null, long? ContextTokens = null, string? RetryDelay = null)
{
    private const int MaxWords = 2000;

    public static ErrorBody Parse(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body).Trim().TrimStart('\uFEFF');
        return text.StartsWith('<') ? new(Cut(text), "", IsHtml: true) : FromText(text, depth: 0);
    }

    /// <summary>From an object that may hold an error among other things; null when it holds none.</summary>
    public static ErrorBody? Find(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out var error)
            && error.ValueKind is JsonValueKind.Object or JsonValueKind.String
            ? FromElement(root, 0)
            : null;

    /// <summary>As <see cref="Find"/>, in a body that need not be JSON.</summary>
    public static ErrorBody? TryFind(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Find(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public bool Says(string words) =>
        Message.Contains(words, StringComparison.OrdinalIgnoreCase) || Code.Contains(words, StringComparison.OrdinalIgnoreCase);

    private static ErrorBody FromText(string text, int depth)
    {
        // Ollama hands on an error of its runner as JSON within the text of its own.
        if (depth < 4 && text is ['{', ..] or ['[', ..])
        {
            try
            {
                using var document = JsonDocument.Parse(text);
                return FromElement(document.RootElement, depth);
            }
            catch (JsonException)
            {
                // Cut off or not JSON after all: its text is all there is.
            }
        }

        return new(Cut(text), "");
    }

    private static ErrorBody FromElement(JsonElement element, int depth)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            return FromText(element.GetString() ?? "", depth + 1);
        }

        // Google puts an error of a stream into a list.
        if (element.ValueKind == JsonValueKind.Array && element.GetArrayLength() > 0 && element[0].ValueKind == JsonValueKind.Object)
        {
            element = element[0];
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            return new(Cut(element.GetRawText()), "");
        }

        if (depth < 4 && element.TryGetProperty("error", out var inner) && inner.ValueKind is JsonValueKind.Object or JsonValueKind.String)
        {
            var found = FromElement(inner, depth + 1);
            return found with { Code = Join(found.Code, CodeOf(element)) };
        }

        var message = element.TryGetProperty("message", out var said) ? said
            : element.TryGetProperty("detail", out var detail) ? detail
            : element;
        var words = message.ValueKind == JsonValueKind.String ? FromText(message.GetString() ?? "", depth + 1) : new(Cut(FieldErrors(message) ?? message.GetRawText()), "");
        return words with
        {
            Code = Join(words.Code, CodeOf(element)),
            PromptTokens = words.PromptTokens ?? Number(element, "n_prompt_tokens"),
            ContextTokens = words.ContextTokens ?? Number(element, "n_ctx"),
            RetryDelay = words.RetryDelay ?? element.Items("details").Select(each => each.Text("retryDelay")).FirstOrDefault(delay => delay is not null),
        };
    }

    /// <summary>A list of what is wrong with which field, <c>[{loc, msg}]</c>, as Mistral and all who use the same library send it.</summary>
    private static string? FieldErrors(JsonElement list) => list.ValueKind != JsonValueKind.Array ? null
        : string.Join("; ", list.EnumerateArray().Select(each => each.Text("msg") is { } words
            ? string.Join(".", each.Items("loc").Select(part => part.ToString())) + ": " + words
            : each.GetRawText()));

    private static string CodeOf(JsonElement element) => element.Items("details").Select(each => each.Text("reason") ?? "").Aggregate(
        Join(Join(Word(element, "code"), Word(element, "type")), Word(element, "status")), Join);

    private static string Join(string left, string right) => left.Length == 0 ? right : right.Length == 0 ? left : left + " " + right;

    private static string Word(JsonElement element, string name) => element.TryGetProperty(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString() ?? "",
            JsonValueKind.Number => value.TryGetInt64(out var number) ? number.ToString(CultureInfo.InvariantCulture) : "",
            _ => "",
        }
        : "";

    private static long? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    private static string Cut(string text) => text.Length <= MaxWords ? text : text[..MaxWords] + "…";
}
