using AiChatLocal.Core.Chats;
using AiChatLocal.Protocol.Chat;

namespace AiChatLocal.Server.Features.Chat;

internal sealed class ChatSuggestTitleHandler(ChatTitles titles, IChatStore store)
{
    public async Task<ChatSuggestTitleResult> HandleAsync(ChatSuggestTitleParams parameters, CancellationToken cancellationToken)
    {
        var chatId = Edge.ParseId(parameters.ChatId, $"chat");
        var title = await titles.SuggestAsync(chatId, parameters.Model, cancellationToken);
        return new(title ?? (await store.FindAsync(chatId, cancellationToken))?.Title ?? throw ChatErrors.NoSuchChat(chatId), title is not null);
    }
}
