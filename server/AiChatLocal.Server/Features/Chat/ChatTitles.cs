using System.Text.RegularExpressions;
using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Core.Generation;
using AiChatLocal.Core.Privacy;
using AiChatLocal.Server.Features.Models;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Server.Features.Chat;

/// <summary>Lets a model on this machine name a chat.</summary>
internal sealed partial class ChatTitles(IChatStore store, ModelCatalog models)
{
    private const int LongestTitle = 60;

    /// <summary>Of each message: enough to know what it is about, and soon read by a model on a processor.</summary>
    private const int ShownCharacters = 600;

    private const string Task =
        "Write a title for the conversation below: three to six words in its language, no quotation marks, no full stop. Write the title alone.";

    private static readonly GenerationSettings Settings = new(Temperature: 0, MaxTokens: 32, Thinking: ThinkingLevel.Off);

    /// <returns>Null: it stays as it is.</returns>
    public async Task<string?> SuggestAsync(EntityId chatId, string? wanted, CancellationToken cancellationToken)
    {
        var page = await store.GetMessagesAsync(chatId, limit: null, before: null, cancellationToken) ?? throw ChatErrors.NoSuchChat(chatId);
        var model = wanted ?? page.Messages.LastOrDefault(message => message.Model is not null)?.Model;
        if (page.Chat.TitleSource == TitleSource.User || page.Messages.Count == 0 || model is null)
        {
            return null;
        }

        var (provider, modelId) = await models.ResolveAsync(model, cancellationToken);
        if (provider.LeavesThisMachine)
        {
            return null;
        }

        EgressScope.Enter(EgressPurpose.Chat);
        var description = await models.FindAsync(provider, modelId, cancellationToken);
        var settings = description?.Can("thinking") is true ? Settings : Settings with { Thinking = null };
        var answer = await provider.GetChatClient(modelId).GetResponseAsync(PromptFor(page.Messages), settings.ToChatOptions(), cancellationToken);
        var title = Clean(answer.Text);
        return title is not null && await store.RenameAsync(chatId, title, TitleSource.Model, cancellationToken) ? title : null;
    }

    /// <returns>Null: what the model wrote is no title.</returns>
    public static string? Clean(string written)
    {
        var line = ThinkBlock().Replace(written, "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";
        var words = Label().Replace(line.TrimStart('#', ' '), "").Trim(' ', '"', '\'', '“', '”', '„', '«', '»', '*', '`', '_').TrimEnd('.', ':', ',', ';');
        return words.Length is 0 or > LongestTitle ? null : words;
    }

    private static List<ChatMessage> PromptFor(IReadOnlyList<Message> messages)
    {
        static string Start(string text) => text.Length <= ShownCharacters ? text : text[..ShownCharacters] + "…";
        var exchange = messages.Take(2).Select(message => $"{(message.Role == MessageRole.User ? "User" : "Assistant")}: {Start(Prompt.Render(message.Parts))}");
        return [new(ChatRole.System, Task), new(ChatRole.User, string.Join("\n\n", exchange))];
    }

    [GeneratedRegex("<think>.*?(</think>|$)", RegexOptions.Singleline)]
    private static partial Regex ThinkBlock();

    [GeneratedRegex(@"^(title|titel)\s*:\s*", RegexOptions.IgnoreCase)]
    private static partial Regex Label();
}
