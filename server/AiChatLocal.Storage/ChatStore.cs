using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Storage.Journal;
using AiChatLocal.Storage.Reading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AiChatLocal.Storage;

/// <summary>The chats of a data directory. Making it opens nothing.</summary>
public sealed class ChatStore : IChatStore, IChatChanges, IAsyncDisposable
{
    private readonly Database _database;
    private readonly EntityMapping _mapping;
    private readonly BranchReader _branches;
    private readonly SearchReader _search;
    private readonly JournalWriter _journal;
    private readonly ChangeWatcher _watcher;
    private bool _disposed;

    public ChatStore(DataDirectory directory, TimeProvider time, ILoggerFactory loggers)
    {
        var logger = loggers.CreateLogger<ChatStore>();
        var codec = PlainContent.Instance;
        _mapping = new(codec);
        _database = new(directory, time, logger);
        _branches = new(_mapping);
        _search = new(codec);
        _watcher = new(_database, () => Changed?.Invoke(null), time, logger);
        _journal = new(_database, _mapping, codec, chatId => Changed?.Invoke(chatId), time, logger);
    }

    public event Action<EntityId?>? Changed;

    public async Task CreateAsync(Chat chat, CancellationToken cancellationToken)
    {
        await _database.WriteAsync(
            context =>
            {
                context.Chats.Add(_mapping.ToEntity(chat));
                return context.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);
        Changed?.Invoke(chat.Id);
    }

    public Task<ChatPage> ListAsync(int limit, EntityId? before, CancellationToken cancellationToken) => _database.ReadAsync(
        async context =>
        {
            var chats = context.Chats.AsNoTracking();
            if (before is { } last)
            {
                // A chat that was deleted in between ends the list: what follows it is not known.
                var place = await chats.FirstOrDefaultAsync(each => each.Id == last.Value, cancellationToken);
                if (place is null)
                {
                    return new ChatPage([], HasMore: false);
                }

                chats = chats.Where(each => each.UpdatedAt < place.UpdatedAt || (each.UpdatedAt == place.UpdatedAt && each.Id < place.Id));
            }

            var found = await chats.OrderByDescending(each => each.UpdatedAt).ThenByDescending(each => each.Id).Take(limit + 1).ToListAsync(cancellationToken);
            return new ChatPage([.. found.Take(limit).Select(_mapping.ToChat)], found.Count > limit);
        },
        cancellationToken);

    public Task<Chat?> FindAsync(EntityId chatId, CancellationToken cancellationToken) => _database.ReadAsync(
        async context => await context.Chats.AsNoTracking().FirstOrDefaultAsync(each => each.Id == chatId.Value, cancellationToken) is { } found
            ? _mapping.ToChat(found)
            : null,
        cancellationToken);

    public async Task<MessagePage?> GetMessagesAsync(EntityId chatId, int? limit, EntityId? before, CancellationToken cancellationToken)
    {
        var page = await ReadMessagesAsync(chatId, limit, before, cancellationToken);
        // The process that wrote a running reply may have died since this one was started.
        return page is not null && page.Messages.Any(message => message.Status == MessageStatus.Streaming) && await EndInterruptedAsync(cancellationToken) > 0
            ? await ReadMessagesAsync(chatId, limit, before, cancellationToken)
            : page;
    }

    private Task<MessagePage?> ReadMessagesAsync(EntityId chatId, int? limit, EntityId? before, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            async context =>
            {
                var chat = await context.Chats.AsNoTracking().FirstOrDefaultAsync(each => each.Id == chatId.Value, cancellationToken);
                if (chat is null)
                {
                    return null;
                }

                var end = before is { } message
                    ? await context.Messages.Where(each => each.Id == message.Value && each.ChatId == chatId.Value).Select(each => each.ParentId).FirstOrDefaultAsync(cancellationToken)
                    : chat.LeafId;
                var (messages, hasMore) = await _branches.ReadAsync(context, end, limit, cancellationToken);
                return new MessagePage(_mapping.ToChat(chat), messages, hasMore);
            },
            cancellationToken);

    public Task<IReadOnlyList<Message>?> GetPathAsync(EntityId chatId, EntityId messageId, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            async context => await context.Messages.AnyAsync(each => each.Id == messageId.Value && each.ChatId == chatId.Value, cancellationToken)
                ? (await _branches.ReadAsync(context, messageId.Value, limit: null, cancellationToken)).Messages
                : null,
            cancellationToken);

    public async Task<bool> RenameAsync(EntityId chatId, string title, CancellationToken cancellationToken)
    {
        var stored = _mapping.EncodeTitle(title);
        var renamed = await _database.WriteAsync(
            context => context.Chats.Where(each => each.Id == chatId.Value)
                .ExecuteUpdateAsync(set => set.SetProperty(each => each.Title, stored), cancellationToken),
            cancellationToken);
        return Tell(chatId, renamed);
    }

    public async Task<bool> DeleteAsync(EntityId chatId, CancellationToken cancellationToken)
    {
        var deleted = await _database.WriteAsync(
            context => context.Chats.Where(each => each.Id == chatId.Value).ExecuteDeleteAsync(cancellationToken), cancellationToken);
        return Tell(chatId, deleted);
    }

    public Task<IReadOnlyList<SearchHit>> SearchAsync(string query, int limit, CancellationToken cancellationToken) =>
        SearchQuery.Parse(query) is { } match
            ? _database.ReadAsync(context => _search.ReadAsync(context, match, limit, cancellationToken), cancellationToken)
            : Task.FromResult<IReadOnlyList<SearchHit>>([]);

    public IReplyJournal BeginReply(ReplyStart start) => _journal.Begin(start);

    public void Watch() => _watcher.Start();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        await _watcher.DisposeAsync();
        await _journal.DisposeAsync();
        await _database.DisposeAsync();
    }

    private Task<int> EndInterruptedAsync(CancellationToken cancellationToken) => _database.WriteSqlAsync(
        transaction => InterruptedReplies.EndAsync(transaction, _database.Instances, cancellationToken), cancellationToken);

    private bool Tell(EntityId chatId, int rows)
    {
        if (rows > 0)
        {
            Changed?.Invoke(chatId);
        }

        return rows > 0;
    }
}
