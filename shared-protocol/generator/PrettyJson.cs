using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AiChatLocal.Protocol.Generator;

/// <summary>Writes JSON in Prettier's layout: objects one property a line, arrays of plain values on one line where they fit.</summary>
internal static class PrettyJson
{
    private const int Width = 140;
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(JsonNode node)
    {
        var text = new StringBuilder();
        Append(text, node, indent: 0, room: Width);
        return text.Append('\n').ToString();
    }

    /// <param name="room">Columns that are left for the node, the comma behind it not counted.</param>
    private static void Append(StringBuilder text, JsonNode? node, int indent, int room)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } fields:
                Block(text, '{', '}', fields, indent, (field, inner, width) =>
                {
                    var key = $"{JsonSerializer.Serialize(field.Key, Plain)}: ";
                    text.Append(key);
                    Append(text, field.Value, inner, width - key.Length);
                });
                break;
            case JsonArray { Count: > 0 } items when !FitsOneLine(items, room):
                Block(text, '[', ']', items, indent, (item, inner, width) => Append(text, item, inner, width));
                break;
            case JsonArray items:
                text.Append('[').AppendJoin(", ", items.Select(Inline)).Append(']');
                break;
            default:
                text.Append(Inline(node));
                break;
        }
    }

    private static void Block<T>(StringBuilder text, char open, char close, ICollection<T> items, int indent, Action<T, int, int> append)
    {
        var inner = indent + 2;
        text.Append(open);
        var left = items.Count;
        foreach (var item in items)
        {
            var comma = --left > 0 ? "," : "";
            text.Append('\n').Append(' ', inner);
            append(item, inner, Width - inner - comma.Length);
            text.Append(comma);
        }

        text.Append('\n').Append(' ', indent).Append(close);
    }

    private static bool FitsOneLine(JsonArray items, int room) =>
        items.All(item => item is not (JsonObject or JsonArray)) && items.Sum(item => Inline(item).Length + ", ".Length) <= room;

    private static string Inline(JsonNode? node) => node?.ToJsonString(Plain) ?? "null";
}
