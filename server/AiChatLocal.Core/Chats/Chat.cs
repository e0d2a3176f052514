using AiChatLocal.Core.Generation;

namespace AiChatLocal.Core.Chats;

/// <param name="Model">Full name; null: the default model at the time of each question.</param>
/// <param name="LastWords">The start of the newest message, at most 120 characters.</param>
/// <param name="Settings">How its questions are asked, where they do not say so themselves.</param>
/// <param name="PinnedAt">Null: not pinned. Pinned chats stand before the others.</param>
/// <param name="ArchivedAt">Null: not archived. Archived chats are listed only where they are asked for.</param>
/// <param name="Folder">One level of names; null: in none.</param>
/// <param name="Origin">Where an imported chat comes from, as <c>source:id</c>; unique.</param>
/// <param name="IsTemporary">It is never stored and ends with this process.</param>
public sealed record Chat(
    EntityId Id,
    string Title,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string? Model = null,
    string? SystemPrompt = null,
    string? LastWords = null,
    TitleSource TitleSource = TitleSource.FirstWords,
    ChatSettings? Settings = null,
    DateTimeOffset? PinnedAt = null,
    DateTimeOffset? ArchivedAt = null,
    string? Folder = null,
    IReadOnlyList<string>? Tags = null,
    string? Origin = null,
    bool IsTemporary = false);

/// <summary>Who gave a chat its title. What the user wrote is never replaced by a model.</summary>
public enum TitleSource
{
    FirstWords,
    Model,
    User,
}

/// <param name="Preset">Name of a preset; null: the one that the model is in.</param>
public sealed record ChatSettings(GenerationSettings Generation, string? Preset = null);

public sealed record ChatPage(IReadOnlyList<Chat> Chats, bool HasMore);

/// <param name="Messages">Of the current branch, oldest first.</param>
public sealed record MessagePage(Chat Chat, IReadOnlyList<Message> Messages, bool HasMore);

/// <param name="Snippet">Text around the hit; matches stand between <see cref="MatchStart"/> and <see cref="MatchEnd"/>.</param>
public sealed record SearchHit(
    EntityId ChatId, EntityId MessageId, string ChatTitle, MessageRole Role, DateTimeOffset CreatedAt, string Snippet)
{
    public const char MatchStart = '\uE000';
    public const char MatchEnd = '\uE001';
}
