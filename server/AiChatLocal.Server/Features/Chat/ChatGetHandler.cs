using AiChatLocal.Core.Chats;
using AiChatLocal.Protocol.Chat;

namespace AiChatLocal.Server.Features.Chat;

internal sealed class ChatGetHandler(IChatStore store)
{
    public async Task<ChatGetResult> HandleAsync(ChatGetParams parameters, CancellationToken cancellationToken)
    {
        var chatId = Edge.ParseId(parameters.ChatId, $"chat");
        var limit = parameters.Limit is { } wanted ? Edge.CheckLimit(wanted, int.MaxValue) : (int?)null;
        var page = await store.GetMessagesAsync(chatId, limit, Edge.ParseOptionalId(parameters.Before, $"message"), cancellationToken)
            ?? throw ChatErrors.NoSuchChat(chatId);
        return new(page.Chat.ToWire(), [.. page.Messages.Select(message => message.ToWire())], page.HasMore);
    }
}
