using AiChatLocal.Core.Chats;

namespace AiChatLocal.Storage.Entities;

internal sealed class MessageEntity
{
    public long Id { get; set; }

    public long ChatId { get; set; }

    public long? ParentId { get; set; }

    public MessageRole Role { get; set; }

    public MessageStatus Status { get; set; }

    public long CreatedAt { get; set; }

    public string? Model { get; set; }

    public bool LeavesThisMachine { get; set; }

    /// <summary>JSON of <see cref="ReplyUsage"/>.</summary>
    public string? Usage { get; set; }

    /// <summary>JSON of <see cref="Core.Problem"/>.</summary>
    public string? Failure { get; set; }

    public bool IsCut { get; set; }

    public Rating? Rating { get; set; }

    /// <summary>While it streams: the process that writes it.</summary>
    public string? Owner { get; set; }
}
