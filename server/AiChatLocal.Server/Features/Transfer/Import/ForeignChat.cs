using AiChatLocal.Core;
using AiChatLocal.Core.Chats;

namespace AiChatLocal.Server.Features.Transfer.Import;

/// <summary>A chat of another program, with its own ids.</summary>
/// <param name="Id">Unique in that program.</param>
/// <param name="Messages">In any order; what says of its parent that is not here begins the chat.</param>
internal sealed record ForeignChat(string Id, string Title, IReadOnlyList<ForeignMessage> Messages)
{
    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public string? SystemPrompt { get; init; }

    /// <summary>The last message of the branch that was shown; null: the last one of <see cref="Messages"/>.</summary>
    public string? LastMessageId { get; init; }

    public bool IsPinned { get; init; }

    public bool IsArchived { get; init; }

    public string? Folder { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }
}

/// <param name="Id">Unique in its chat.</param>
/// <param name="Parts">Pictures with their data; their ids are given later.</param>
internal sealed record ForeignMessage(string Id, string? ParentId, MessageRole Role, IReadOnlyList<Part> Parts)
{
    public DateTimeOffset? CreatedAt { get; init; }

    public string? Model { get; init; }

    public MessageStatus Status { get; init; } = MessageStatus.Complete;

    public ReplyUsage? Usage { get; init; }

    public Problem? Failure { get; init; }

    public Rating? Rating { get; init; }
}
