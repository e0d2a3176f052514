using AiChatLocal.Core.Chats;
using AiChatLocal.Protocol.Chat;

namespace AiChatLocal.Server.Features.Chat;

internal sealed class ChatListHandler(IChatStore store)
{
    private const int MostChats = 500;

    public async Task<ChatListResult> HandleAsync(ChatListParams parameters, CancellationToken cancellationToken)
    {
        var limit = Edge.CheckLimit(parameters.Limit, MostChats);
        var page = await store.ListAsync(new(parameters.Archived ?? false, parameters.Folder, parameters.Tag), limit, Edge.ParseOptionalId(parameters.Before, $"chat"), cancellationToken);
        return new([.. page.Chats.Select(chat => chat.ToWire())], page.HasMore);
    }
}
