using AiChatLocal.Core.Chats;

namespace AiChatLocal.Core.Transfer;

/// <summary>A whole chat, as it is taken out of a history and put into one.</summary>
/// <param name="Messages">Of all branches, by their ids. A picture that was read has no data: <see cref="IChatStore.FindAttachmentAsync"/> gives it.</param>
/// <param name="LeafId">The last message of the current branch.</param>
public sealed record ArchivedChat(Chat Chat, IReadOnlyList<Message> Messages, EntityId? LeafId);

public enum AdditionKind
{
    /// <summary>The chat was not there.</summary>
    New,

    /// <summary>It was there, and lacked some of the messages.</summary>
    Extended,

    /// <summary>It was there with all of the messages. Nothing was changed.</summary>
    Known,
}

/// <param name="ChatId">Of the chat in this history.</param>
/// <param name="Messages">How many were added.</param>
public sealed record Addition(AdditionKind Kind, EntityId ChatId, int Messages);
