using AiChatLocal.Core.Chats;
using AiChatLocal.Protocol.Chat;

namespace AiChatLocal.Server.Features.Chat;

internal sealed class ChatSiblingsHandler(IChatStore store)
{
    public async Task<ChatSiblingsResult> HandleAsync(ChatSiblingsParams parameters, CancellationToken cancellationToken)
    {
        var chatId = Edge.ParseId(parameters.ChatId, $"chat");
        var messageId = Edge.ParseId(parameters.MessageId, $"message");
        var siblings = await store.GetSiblingsAsync(chatId, messageId, cancellationToken);
        return siblings.Count > 0 ? new([.. siblings.Select(message => message.ToWire())]) : throw ChatErrors.NoSuchMessage(messageId);
    }
}
