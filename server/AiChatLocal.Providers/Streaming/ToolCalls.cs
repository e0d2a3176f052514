using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Streaming;

/// <summary>
/// Puts the calls of functions together: from fragments that carry the call's index, or whole. A server that gives no id gets one made up,
/// since the result has to name its call.
/// </summary>
internal sealed class ToolCalls
{
    /// <summary>Holds what a model wrote as arguments when it is not a JSON object.</summary>
    public const string RawArguments = "raw_arguments";

    /// <summary>Holds what proves a call to the vendor who sent it; goes back with the call, unchanged.</summary>
    public const string Signature = "thought_signature";

    private readonly List<Call> _calls = [];

    public bool IsEmpty => _calls.Count == 0;

    /// <param name="id">Set in the first fragment alone; another id at the same index begins another call.</param>
    public void Append(int index, string? id, string? name, string? arguments)
    {
        var call = _calls.FindLast(each => each.Index == index);
        if (call is null || (!string.IsNullOrEmpty(id) && call.Id is { } known && known != id))
        {
            _calls.Add(call = new(index));
        }

        call.Id ??= string.IsNullOrEmpty(id) ? null : id;
        call.Name ??= string.IsNullOrEmpty(name) ? null : name;
        call.Arguments.Append(arguments);
    }

    /// <summary>Takes a call that came whole.</summary>
    public void Add(string? id, string? name, string arguments, string? signature = null)
    {
        Append(_calls.Count == 0 ? 0 : _calls.Max(call => call.Index) + 1, id, name, arguments);
        _calls[^1].Signature = signature;
    }

    /// <summary>A call that came whole.</summary>
    public static FunctionCallContent Make(string? id, string name, string arguments)
    {
        var call = new Call(0) { Id = id, Name = name };
        call.Arguments.Append(arguments);
        return call.ToContent(0);
    }

    /// <summary>Reads one call in the form <c>{"id", "index", "function": {"name", "arguments"}}</c>, whole or a fragment of it.</summary>
    public void Read(JsonElement call, int position, bool isWhole)
    {
        var function = call.TryGetProperty("function", out var inner) ? inner : call;
        var arguments = function.TryGetProperty("arguments", out var value)
            ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.ValueKind == JsonValueKind.Object ? value.GetRawText() : null
            : null;
        var (id, name) = (Text(call, "id"), Text(function, "name"));
        if (isWhole)
        {
            Add(id, name, arguments ?? "");
        }
        else
        {
            var index = call.TryGetProperty("index", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var given) ? given : position;
            Append(index, id, name, arguments);
        }
    }

    public IEnumerable<FunctionCallContent> Take()
    {
        var calls = _calls.ToArray();
        _calls.Clear();
        return calls.Where(call => call.Name is not null).Select((call, i) => call.ToContent(i));
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private sealed class Call(int index)
    {
        public int Index { get; } = index;

        public string? Id { get; set; }

        public string? Name { get; set; }

        public string? Signature { get; set; }

        public StringBuilder Arguments { get; } = new();

        public FunctionCallContent ToContent(int position)
        {
            var id = Id ?? string.Create(CultureInfo.InvariantCulture, $"call_{Guid.NewGuid():N}_{position}");
            var text = Arguments.ToString();
            FunctionCallContent content;
            try
            {
                content = new(id, Name!, Parse(text));
            }
            catch (JsonException exception)
            {
                content = new(id, Name!) { Exception = exception, AdditionalProperties = new() { [RawArguments] = text } };
            }

            if (Signature is not null)
            {
                (content.AdditionalProperties ??= [])[ToolCalls.Signature] = Signature;
            }

            return content;
        }

        private static Dictionary<string, object?> Parse(string text)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                return [];
            }

            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.EnumerateObject().ToDictionary(each => each.Name, each => (object?)each.Value.Clone())
                : throw new JsonException("The arguments of a call are not an object.");
        }
    }
}
