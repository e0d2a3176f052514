using System.Text.Json;
using AiChatLocal.Core.Chats;

namespace AiChatLocal.Server.Features.Transfer.Import.Formats;

/// <summary>ChatGPT's <c>conversations.json</c>: each conversation a tree of nodes, many of which are hidden or empty.</summary>
internal sealed class ChatGptFormat : IChatFormat
{
    public ChatProgram Program { get; } = new("chatgpt", "ChatGPT", LeavesThisMachine: true);

    public bool Recognises(JsonElement item) => item.IsObject("mapping");

    public ForeignChat Read(JsonElement item, ImportContext context)
    {
        var nodes = item.GetProperty("mapping").EnumerateObject().ToDictionary(node => node.Name, node => node.Value);
        Dictionary<string, ForeignMessage> kept = [];
        foreach (var (id, node) in nodes)
        {
            if (node.Member("message") is { } message && ChatGptMessage.Read(id, message, context) is { } read)
            {
                kept[id] = read;
            }
        }

        var folded = Folding.Fold(InOrder(nodes, kept));
        return new(Id(item, nodes), item.Text("title") ?? "", folded)
        {
            CreatedAt = item.Time("create_time"),
            UpdatedAt = item.Time("update_time"),
            LastMessageId = LastOf(item.Text("current_node"), nodes, kept, folded),
            IsArchived = item.Flag("is_archived"),
            IsPinned = item.Flag("is_starred"),
        };
    }

    private static string Id(JsonElement item, Dictionary<string, JsonElement> nodes) =>
        item.Text("conversation_id") ?? item.Text("id") ?? nodes.Keys.Order(StringComparer.Ordinal).FirstOrDefault() ?? throw new UnreadableException($"It has neither an id nor a message.");

    /// <summary>The kept nodes, parents first, each below the nearest node above it that was kept.</summary>
    private static List<ForeignMessage> InOrder(Dictionary<string, JsonElement> nodes, Dictionary<string, ForeignMessage> kept)
    {
        List<ForeignMessage> placed = [.. kept.Values.Select(message => message with { ParentId = KeptAbove(nodes[message.Id].Text("parent"), nodes, kept) })];
        var children = placed.ToLookup(message => message.ParentId ?? "");
        List<ForeignMessage> ordered = [];
        HashSet<string> seen = [];
        // Roots first; then whatever follows itself in a circle, which has none.
        foreach (var start in children[""].Concat(placed))
        {
            Stack<ForeignMessage> waiting = new([start]);
            while (waiting.TryPop(out var message))
            {
                if (!seen.Add(message.Id))
                {
                    continue;
                }

                ordered.Add(message.ParentId is { } parent && !seen.Contains(parent) ? message with { ParentId = null } : message);
                foreach (var child in children[message.Id].Reverse())
                {
                    waiting.Push(child);
                }
            }
        }

        return ordered;
    }

    private static string? KeptAbove(string? id, Dictionary<string, JsonElement> nodes, Dictionary<string, ForeignMessage> kept)
    {
        HashSet<string> seen = [];
        while (id is not null && nodes.TryGetValue(id, out var node) && seen.Add(id))
        {
            if (kept.ContainsKey(id))
            {
                return id;
            }

            id = node.Text("parent");
        }

        return null;
    }

    /// <summary>The end of the branch that was shown. Its node may have become a part of the answer above it.</summary>
    private static string? LastOf(
        string? current, Dictionary<string, JsonElement> nodes, Dictionary<string, ForeignMessage> kept, IReadOnlyList<ForeignMessage> folded)
    {
        var ids = folded.Select(message => message.Id).ToHashSet();
        HashSet<string> seen = [];
        for (var id = KeptAbove(current, nodes, kept); id is not null && seen.Add(id); id = KeptAbove(nodes[id].Text("parent"), nodes, kept))
        {
            if (ids.Contains(id))
            {
                return id;
            }
        }

        return null;
    }
}
