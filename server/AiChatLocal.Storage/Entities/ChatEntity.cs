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
}
