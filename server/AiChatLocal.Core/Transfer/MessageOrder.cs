using AiChatLocal.Core.Chats;

namespace AiChatLocal.Core.Transfer;

/// <summary>Makes a tree of messages whatever their parents say: a file may have been damaged, or made to do harm.</summary>
public static class MessageOrder
{
    /// <summary>
    /// Takes the parent from messages whose parent is missing, or is one of those that follow them; of messages with the same id the first
    /// counts. Parents come before those that follow them.
    /// </summary>
    public static IReadOnlyList<Message> ParentsFirst(IReadOnlyList<Message> messages)
    {
        Dictionary<EntityId, Message> byId = [];
        foreach (var message in messages)
        {
            byId.TryAdd(message.Id, message);
        }

        List<Message> ordered = [];
        HashSet<EntityId> placed = [];
        List<Message> waiting = [];
        foreach (var message in byId.Values)
        {
            waiting.Clear();
            HashSet<EntityId> onTheWay = [];
            for (var next = message; !placed.Contains(next.Id);)
            {
                onTheWay.Add(next.Id);
                var parent = next.ParentId is { } id && !onTheWay.Contains(id) ? byId.GetValueOrDefault(id) : null;
                waiting.Add(parent is null && next.ParentId is not null ? next with { ParentId = null } : next);
                if (parent is null)
                {
                    break;
                }

                next = parent;
            }

            for (var i = waiting.Count - 1; i >= 0; i--)
            {
                ordered.Add(waiting[i]);
                placed.Add(waiting[i].Id);
            }
        }

        return ordered;
    }
}
