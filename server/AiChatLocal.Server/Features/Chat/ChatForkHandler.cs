using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Protocol.Chat;

namespace AiChatLocal.Server.Features.Chat;

internal sealed class ChatForkHandler(IChatStore store, IMessageTree tree, TimeProvider time)
{
    public async Task<ChatForkResult> HandleAsync(ChatForkParams parameters, CancellationToken cancellationToken)
    {
        var chatId = Edge.ParseId(parameters.ChatId, $"chat");
        var messageId = Edge.ParseId(parameters.MessageId, $"message");
        var chat = await store.FindAsync(chatId, cancellationToken) ?? throw ChatErrors.NoSuchChat(chatId);
        var now = time.GetUtcNow();
        var fork = chat with { Id = EntityId.New(time), CreatedAt = now, UpdatedAt = now, PinnedAt = null, ArchivedAt = null, Origin = null };
        return await tree.ForkAsync(chatId, messageId, fork, cancellationToken) ? new(fork.Id.ToString()) : throw ChatErrors.NoSuchMessage(messageId);
    }
}
