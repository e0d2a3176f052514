using AiChatLocal.Core.Chats;

namespace AiChatLocal.Storage.Entities;

internal sealed class ChatEntity
{
    public long Id { get; set; }

    public required string Title { get; set; }

    /// <summary>Milliseconds since 1970, as every time here.</summary>
    public long CreatedAt { get; set; }

    public long UpdatedAt { get; set; }

    public string? Model { get; set; }

    public string? SystemPrompt { get; set; }

    /// <summary>The start of the newest message, kept here so that a list of chats reads one table.</summary>
    public string? LastWords { get; set; }

    /// <summary>The last message of the current branch.</summary>
    public long? LeafId { get; set; }

    public TitleSource TitleSource { get; set; }

    /// <summary>0: not pinned. Not null, since a list goes on behind a chat by comparing rows.</summary>
    public long PinnedAt { get; set; }

    public long? ArchivedAt { get; set; }

    public string? Folder { get; set; }

    /// <summary>JSON array of the tags, each one encoded; null: none.</summary>
    public string? Tags { get; set; }

    /// <summary>Where an imported chat comes from: <c>source:id</c>.</summary>
    public string? Origin { get; set; }

    /// <summary>JSON of <see cref="ChatSettings"/>.</summary>
    public string? Settings { get; set; }
}
