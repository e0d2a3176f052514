using AiChatLocal.Core.Chats;
using AiChatLocal.Protocol.Chat;

namespace AiChatLocal.Server.Features.Chat;

internal sealed class ChatAttachmentHandler(IChatStore store)
{
    public async Task<ChatAttachmentResult> HandleAsync(ChatAttachmentParams parameters, CancellationToken cancellationToken)
    {
        var chatId = Edge.ParseId(parameters.ChatId, $"chat");
        var id = Edge.ParseId(parameters.AttachmentId, $"attachment");
        var found = await store.FindAttachmentAsync(chatId, id, cancellationToken) ?? throw ChatErrors.NoSuchAttachment(id);
        return new(found.MediaType, Convert.ToBase64String(found.Data.Span));
    }
}
