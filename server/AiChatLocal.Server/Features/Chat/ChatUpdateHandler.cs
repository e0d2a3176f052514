using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Chat;

namespace AiChatLocal.Server.Features.Chat;

internal sealed class ChatUpdateHandler(IChatStore store, Presets.Presets presets)
{
    private const int LongestFolder = 80;
    private const int MostTags = 20;
    private const int LongestTag = 40;

    public async Task<EmptyResult> HandleAsync(ChatUpdateParams parameters, CancellationToken cancellationToken)
    {
        var chatId = Edge.ParseId(parameters.ChatId, $"chat");
        var change = new ChatChange(
            parameters.Pinned,
            parameters.Archived,
            FolderOf(parameters.Folder),
            TagsOf(parameters.Tags),
            parameters.SystemPrompt?.Trim(),
            parameters.Model,
            await parameters.Settings.CheckedAsync(presets, cancellationToken));
        return await store.ChangeAsync(chatId, change, cancellationToken) ? EmptyResult.Instance : throw ChatErrors.NoSuchChat(chatId);
    }

    private static string? FolderOf(string? given) => given?.Trim() is { Length: > LongestFolder } folder
        ? throw Invalid($"The name of the folder is too long.", $"It has {folder.Length} characters; {LongestFolder} are the most.")
        : given?.Trim();

    private static string[]? TagsOf(IReadOnlyList<string>? given)
    {
        if (given is null)
        {
            return null;
        }

        string[] tags = [.. given.Select(tag => tag.Trim().TrimStart('#')).Where(tag => tag.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (tags.Length > MostTags)
        {
            throw Invalid($"A chat cannot have so many tags.", $"These are {tags.Length}; {MostTags} are the most.");
        }

        return tags.FirstOrDefault(tag => tag.Length > LongestTag) is { } longest
            ? throw Invalid($"The tag “{longest}” is too long.", $"It has {longest.Length} characters; {LongestTag} are the most.")
            : tags;
    }

    private static RequestException Invalid(LocalizedString what, LocalizedString why) => new(new(ProblemKind.Invalid, what, why, $"Make it shorter."));
}
