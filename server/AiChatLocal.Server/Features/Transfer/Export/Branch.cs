using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Core.Transfer;

namespace AiChatLocal.Server.Features.Transfer.Export;

/// <summary>The branch of a chat that a reader sees.</summary>
internal static class Branch
{
    /// <summary>From the first message to the end of the current branch.</summary>
    public static IReadOnlyList<Message> Of(ArchivedChat archived)
    {
        var byId = archived.Messages.ToDictionary(message => message.Id);
        List<Message> branch = [];
        for (EntityId? id = archived.LeafId; id is { } known && byId.TryGetValue(known, out var message); id = message.ParentId)
        {
            branch.Add(message);
        }

        branch.Reverse();
        return branch;
    }

    /// <summary>Who wrote a message, as a heading.</summary>
    public static string Writer(Message message) => message.Role switch
    {
        MessageRole.User => T($"You"),
        MessageRole.System => T($"System"),
        _ => message.Model ?? T($"Assistant"),
    };

    /// <summary>How a reply ended, where it did not end by itself; else null.</summary>
    public static string? Ending(Message message) => message.Status switch
    {
        MessageStatus.Cancelled => T($"stopped"),
        MessageStatus.Interrupted => T($"interrupted"),
        MessageStatus.Failed => T($"failed"),
        MessageStatus.Streaming => T($"still running"),
        _ when message.IsCut => T($"cut off at its limit of length"),
        _ => null,
    };
}
