namespace AiChatLocal.Core.Chats;

/// <summary>Which chats to list; null does not matter.</summary>
public sealed record ChatFilter(bool Archived = false, string? Folder = null, string? Tag = null)
{
    /// <summary>What is not archived.</summary>
    public static readonly ChatFilter Current = new();
}

/// <summary>Which messages to search; null does not matter. Archived chats are searched too.</summary>
/// <param name="Model">Full name of the model that wrote the message.</param>
/// <param name="Since">Inclusive; <paramref name="Until"/> is not.</param>
/// <param name="HasCode">Only messages with a fenced block of code, or attached lines.</param>
public sealed record SearchFilter(
    EntityId? ChatId = null,
    string? Model = null,
    DateTimeOffset? Since = null,
    DateTimeOffset? Until = null,
    string? Folder = null,
    string? Tag = null,
    bool HasCode = false)
{
    public static readonly SearchFilter None = new();
}

/// <summary>What to change of a chat; null leaves it.</summary>
/// <param name="Folder">Empty: takes it out of its folder.</param>
/// <param name="SystemPrompt">Empty: takes it away.</param>
/// <param name="Model">Empty: the default model at the time of each question.</param>
public sealed record ChatChange(
    bool? Pinned = null,
    bool? Archived = null,
    string? Folder = null,
    IReadOnlyList<string>? Tags = null,
    string? SystemPrompt = null,
    string? Model = null,
    ChatSettings? Settings = null);

public sealed record ChatLabels(IReadOnlyList<Label> Folders, IReadOnlyList<Label> Tags);

/// <param name="Chats">How many chats have it.</param>
public sealed record Label(string Name, int Chats);
