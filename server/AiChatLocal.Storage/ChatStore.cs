using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Core.Transfer;
using AiChatLocal.Storage.Entities;
using AiChatLocal.Storage.Journal;
using AiChatLocal.Storage.Reading;
using AiChatLocal.Storage.Transfer;
using AiChatLocal.Storage.Writing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace AiChatLocal.Storage;

/// <summary>The chats of a data directory. Making it opens nothing.</summary>
public sealed class ChatStore : IChatStore, IMessageTree, IChatChanges, IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly Database _database;
    private readonly EntityMapping _mapping;
    private readonly ChatReader _chats;
    private readonly PartCache _parts = new();
    private readonly BranchReader _branches;
    private readonly SearchReader _search;
    private readonly JournalWriter _journal;
    private readonly ChangeWatcher<long> _watcher;
    private readonly bool _ownsDatabase;
    private bool _disposed;

    public ChatStore(DataDirectory directory, TimeProvider time, ILoggerFactory loggers)
        : this(new Database(directory, time, loggers), ownsDatabase: true, time, loggers)
    {
    }

    /// <param name="database">Shared with others: it is left open.</param>
    public ChatStore(Database database, TimeProvider time, ILoggerFactory loggers)
        : this(database, ownsDatabase: false, time, loggers)
    {
    }

    private ChatStore(Database database, bool ownsDatabase, TimeProvider time, ILoggerFactory loggers)
    {
        var logger = loggers.CreateLogger<ChatStore>();
        var codec = PlainContent.Instance;
        _mapping = new(codec);
        _database = database;
        _ownsDatabase = ownsDatabase;
        _time = time;
        _chats = new(codec, _mapping);
        _branches = new(new(_mapping, _parts));
        _search = new(codec);
        _watcher = new("Database changes", _database.ReadVersionAsync, () => Changed?.Invoke(null), logger);
        _journal = new(_database, _mapping, codec, chatId => Changed?.Invoke(chatId), time, logger);
        Archive = new ChatArchive(database, _chats, _branches, _mapping, time, chatId => Changed?.Invoke(chatId));
    }

    public event Action<EntityId?>? Changed;

    public IChatArchive Archive { get; }

    /// <summary>Chats that are never stored and end with this object.</summary>
    public static ChatStore InMemory(DataDirectory directory, TimeProvider time, ILoggerFactory loggers) =>
        new(Database.InMemory(directory, time), ownsDatabase: true, time, loggers);

    public async Task CreateAsync(Chat chat, CancellationToken cancellationToken)
    {
        await _database.WriteAsync(
            async connection =>
            {
                await new JournalSql(connection, _mapping, _time).AddChatAsync(chat);
                return true;
            },
            cancellationToken);
        Changed?.Invoke(chat.Id);
    }

    public Task<ChatPage> ListAsync(ChatFilter filter, int limit, EntityId? before, CancellationToken cancellationToken) =>
        _database.ReadAsync(connection => _chats.ListAsync(connection, filter, limit, before, cancellationToken), cancellationToken);

    public Task<ChatLabels> ListLabelsAsync(CancellationToken cancellationToken) =>
        _database.ReadAsync(connection => _chats.ListLabelsAsync(connection, cancellationToken), cancellationToken);

    public Task<Chat?> FindAsync(EntityId chatId, CancellationToken cancellationToken) => _database.ReadAsync(
        async connection => (await _chats.FindAsync(connection, chatId, cancellationToken))?.Chat, cancellationToken);

    public async Task<MessagePage?> GetMessagesAsync(EntityId chatId, int? limit, EntityId? before, CancellationToken cancellationToken)
    {
        var page = await ReadMessagesAsync(chatId, limit, before, cancellationToken);
        // The process that wrote a running reply may have died since this one was started.
        return page is not null && page.Messages.Any(message => message.Status == MessageStatus.Streaming) && await EndInterruptedAsync(cancellationToken) > 0
            ? await ReadMessagesAsync(chatId, limit, before, cancellationToken)
            : page;
    }

    public Task<IReadOnlyList<Message>?> GetPathAsync(EntityId chatId, EntityId messageId, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            async connection =>
            {
                var path = (await _branches.ReadAsync(connection, messageId.Value, limit: null, cancellationToken)).Messages;
                return path is [.., var last] && last.ChatId == chatId ? path : null;
            },
            cancellationToken);

    public Task<IReadOnlyList<Message>> GetSiblingsAsync(EntityId chatId, EntityId messageId, CancellationToken cancellationToken) =>
        _database.ReadAsync(connection => _branches.ReadSiblingsAsync(connection, chatId, messageId, cancellationToken), cancellationToken);

    public Task<Attachment?> FindAttachmentAsync(EntityId chatId, EntityId attachmentId, CancellationToken cancellationToken) => _database.ReadAsync(
        async connection =>
        {
            var found = await connection.QueryAsync(
                """
                SELECT a.id, a.message_id, a.media_type, a.data FROM attachments a JOIN messages m ON m.id = a.message_id
                WHERE a.id = $id AND m.chat_id = $chat
                """,
                row => new AttachmentEntity { Id = row.GetInt64(0), MessageId = row.GetInt64(1), MediaType = row.GetString(2), Data = (byte[])row.GetValue(3) },
                cancellationToken,
                ("$id", attachmentId.Value),
                ("$chat", chatId.Value));
            return found is [var only] ? _mapping.ToAttachment(only) : null;
        },
        cancellationToken);

    public Task<bool> RenameAsync(EntityId chatId, string title, TitleSource source, CancellationToken cancellationToken) =>
        WriteAsync(chatId, connection => new ChatSql(connection, _mapping, _time).RenameAsync(chatId, title, source, cancellationToken), cancellationToken);

    public Task<bool> ChangeAsync(EntityId chatId, ChatChange change, CancellationToken cancellationToken) =>
        WriteAsync(chatId, connection => new ChatSql(connection, _mapping, _time).ChangeAsync(chatId, change, cancellationToken), cancellationToken);

    public Task<bool> DeleteAsync(EntityId chatId, CancellationToken cancellationToken) =>
        WriteAsync(chatId, connection => new ChatSql(connection, _mapping, _time).DeleteAsync(chatId, cancellationToken), cancellationToken);

    public Task<bool> SelectAsync(EntityId chatId, EntityId messageId, CancellationToken cancellationToken) =>
        WriteAsync(chatId, connection => new TreeSql(connection, _mapping).SelectAsync(chatId, messageId, cancellationToken), cancellationToken);

    public Task<bool> ForkAsync(EntityId chatId, EntityId messageId, Chat fork, CancellationToken cancellationToken) => WriteAsync(
        fork.Id,
        async connection =>
        {
            if (!await TreeSql.HasAsync(connection, chatId, messageId, cancellationToken))
            {
                return false;
            }

            await new JournalSql(connection, _mapping, _time).AddChatAsync(fork);
            await new BranchCopy(connection, _mapping, _time).CopyAsync(messageId, fork.Id, cancellationToken);
            return true;
        },
        cancellationToken);

    public Task<bool> DeleteFromAsync(EntityId chatId, EntityId messageId, CancellationToken cancellationToken) =>
        WriteAsync(chatId, connection => new TreeSql(connection, _mapping).DeleteFromAsync(chatId, messageId, cancellationToken), cancellationToken);

    public Task<bool> RateAsync(EntityId chatId, EntityId messageId, Rating? rating, CancellationToken cancellationToken) =>
        WriteAsync(chatId, connection => new TreeSql(connection, _mapping).RateAsync(chatId, messageId, rating, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<SearchHit>> SearchAsync(string query, SearchFilter filter, int limit, CancellationToken cancellationToken) =>
        SearchQuery.Parse(query) is { } match
            ? _database.ReadAsync(connection => _search.ReadAsync(connection, match, filter, limit, cancellationToken), cancellationToken)
            : Task.FromResult<IReadOnlyList<SearchHit>>([]);

    public IReplyJournal BeginReply(ReplyStart start) => _journal.Begin(start);

    public void Watch() => _watcher.Start();

    /// <summary>Tells that the database is another one.</summary>
    public void TellReplaced()
    {
        _parts.Clear();
        Changed?.Invoke(null);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        _watcher.Dispose();
        await _journal.DisposeAsync();
        if (_ownsDatabase)
        {
            await _database.DisposeAsync();
        }
    }

    private Task<MessagePage?> ReadMessagesAsync(EntityId chatId, int? limit, EntityId? before, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            async connection =>
            {
                if (await _chats.FindAsync(connection, chatId, cancellationToken) is not var (chat, leaf))
                {
                    return null;
                }

                var end = before is { } message
                    ? await connection.QueryNumberAsync(
                        "SELECT parent_id FROM messages WHERE id = $id AND chat_id = $chat", cancellationToken, ("$id", message.Value), ("$chat", chatId.Value))
                    : leaf;
                var (messages, hasMore) = await _branches.ReadAsync(connection, end, limit, cancellationToken);
                return new MessagePage(chat, messages, hasMore);
            },
            cancellationToken);

    private Task<int> EndInterruptedAsync(CancellationToken cancellationToken) => _database.WriteAsync(
        connection => InterruptedReplies.EndInTransactionAsync(connection, _database.Instances, cancellationToken), cancellationToken);

    private async Task<bool> WriteAsync(EntityId changed, Func<SqliteConnection, Task<bool>> write, CancellationToken cancellationToken)
    {
        var done = await _database.WriteAsync(write, cancellationToken);
        if (done)
        {
            Changed?.Invoke(changed);
        }

        return done;
    }
}
