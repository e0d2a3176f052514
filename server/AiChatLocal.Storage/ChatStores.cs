using System.Collections.Concurrent;
using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Core.Transfer;

namespace AiChatLocal.Storage;

/// <summary>
/// The stored chats, and beside them the temporary ones, which are in the memory of this process alone: no list and no search over all chats
/// has them, and they end with it.
/// </summary>
public sealed class ChatStores : IChatStore, IMessageTree, IChatChanges, IAsyncDisposable
{
    private readonly ConcurrentDictionary<EntityId, bool> _temporaryIds = new();
    private readonly ChatStore _stored;
    private readonly Lazy<ChatStore> _temporary;

    /// <param name="temporary">Called at the first temporary chat.</param>
    public ChatStores(ChatStore stored, Func<ChatStore> temporary)
    {
        _stored = stored;
        _stored.Changed += Tell;
        _temporary = new(() =>
        {
            var store = temporary();
            store.Changed += Tell;
            return store;
        });
    }

    public event Action<EntityId?>? Changed;

    /// <summary>Of the stored chats alone.</summary>
    public IChatArchive Archive => _stored.Archive;

    public Task CreateAsync(Chat chat, CancellationToken cancellationToken)
    {
        Note(chat);
        return Of(chat.Id).CreateAsync(chat, cancellationToken);
    }

    public Task<ChatPage> ListAsync(ChatFilter filter, int limit, EntityId? before, CancellationToken cancellationToken) =>
        _stored.ListAsync(filter, limit, before, cancellationToken);

    public Task<ChatLabels> ListLabelsAsync(CancellationToken cancellationToken) => _stored.ListLabelsAsync(cancellationToken);

    public async Task<Chat?> FindAsync(EntityId chatId, CancellationToken cancellationToken) =>
        await Of(chatId).FindAsync(chatId, cancellationToken) is { } chat ? Marked(chat) : null;

    public async Task<MessagePage?> GetMessagesAsync(EntityId chatId, int? limit, EntityId? before, CancellationToken cancellationToken) =>
        await Of(chatId).GetMessagesAsync(chatId, limit, before, cancellationToken) is { } page ? page with { Chat = Marked(page.Chat) } : null;

    public Task<IReadOnlyList<Message>?> GetPathAsync(EntityId chatId, EntityId messageId, CancellationToken cancellationToken) =>
        Of(chatId).GetPathAsync(chatId, messageId, cancellationToken);

    public Task<IReadOnlyList<Message>> GetSiblingsAsync(EntityId chatId, EntityId messageId, CancellationToken cancellationToken) =>
        Of(chatId).GetSiblingsAsync(chatId, messageId, cancellationToken);

    public Task<Attachment?> FindAttachmentAsync(EntityId chatId, EntityId attachmentId, CancellationToken cancellationToken) =>
        Of(chatId).FindAttachmentAsync(chatId, attachmentId, cancellationToken);

    public Task<bool> RenameAsync(EntityId chatId, string title, TitleSource source, CancellationToken cancellationToken) =>
        Of(chatId).RenameAsync(chatId, title, source, cancellationToken);

    public Task<bool> ChangeAsync(EntityId chatId, ChatChange change, CancellationToken cancellationToken) =>
        Of(chatId).ChangeAsync(chatId, change, cancellationToken);

    public Task<bool> DeleteAsync(EntityId chatId, CancellationToken cancellationToken)
    {
        var store = Of(chatId);
        _temporaryIds.TryRemove(chatId, out _);
        return store.DeleteAsync(chatId, cancellationToken);
    }

    public Task<IReadOnlyList<SearchHit>> SearchAsync(string query, SearchFilter filter, int limit, CancellationToken cancellationToken) =>
        (filter.ChatId is { } chatId ? Of(chatId) : _stored).SearchAsync(query, filter, limit, cancellationToken);

    public IReplyJournal BeginReply(ReplyStart start)
    {
        if (start.NewChat is { } chat)
        {
            Note(chat);
        }

        return Of(start.Reply.ChatId).BeginReply(start);
    }

    public Task<bool> SelectAsync(EntityId chatId, EntityId messageId, CancellationToken cancellationToken) =>
        Of(chatId).SelectAsync(chatId, messageId, cancellationToken);

    public Task<bool> ForkAsync(EntityId chatId, EntityId messageId, Chat fork, CancellationToken cancellationToken)
    {
        Note(fork);
        return Of(chatId).ForkAsync(chatId, messageId, fork, cancellationToken);
    }

    public Task<bool> DeleteFromAsync(EntityId chatId, EntityId messageId, CancellationToken cancellationToken) =>
        Of(chatId).DeleteFromAsync(chatId, messageId, cancellationToken);

    public Task<bool> RateAsync(EntityId chatId, EntityId messageId, Rating? rating, CancellationToken cancellationToken) =>
        Of(chatId).RateAsync(chatId, messageId, rating, cancellationToken);

    public void Watch() => _stored.Watch();

    /// <inheritdoc cref="ChatStore.TellReplaced"/>
    public void TellReplaced() => _stored.TellReplaced();

    public async ValueTask DisposeAsync()
    {
        await _stored.DisposeAsync();
        if (_temporary.IsValueCreated)
        {
            await _temporary.Value.DisposeAsync();
        }
    }

    private ChatStore Of(EntityId chatId) => _temporaryIds.ContainsKey(chatId) ? _temporary.Value : _stored;

    private Chat Marked(Chat chat) => _temporaryIds.ContainsKey(chat.Id) ? chat with { IsTemporary = true } : chat;

    private void Note(Chat chat)
    {
        if (chat.IsTemporary)
        {
            _temporaryIds[chat.Id] = true;
        }
    }

    private void Tell(EntityId? chatId) => Changed?.Invoke(chatId);
}
