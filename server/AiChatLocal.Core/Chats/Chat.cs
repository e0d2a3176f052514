namespace AiChatLocal.Core.Chats;

/// <param name="Model">Full name; null: the default model at the time of each question.</param>
/// <param name="LastWords">The start of the newest message, at most 120 characters.</param>
public sealed record Chat(
    EntityId Id,
    string Title,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string? Model = null,
    string? SystemPrompt = null,
    string? LastWords = null);

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
