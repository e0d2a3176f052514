using AiChatLocal.Core.Chats;
using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Chat;

namespace AiChatLocal.Server.Features.Chat;

internal sealed class ChatDeleteHandler(IChatStore store)
{
    public async Task<EmptyResult> HandleAsync(ChatDeleteParams parameters, CancellationToken cancellationToken)
    {
        var chatId = Edge.ParseId(parameters.ChatId, $"chat");
        return await store.DeleteAsync(chatId, cancellationToken) ? EmptyResult.Instance : throw ChatErrors.NoSuchChat(chatId);
    }
}
