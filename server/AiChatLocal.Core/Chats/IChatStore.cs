namespace AiChatLocal.Core.Chats;

/// <summary>
/// The stored chats. Several processes may share the database; every operation is one short transaction. Failures are
/// <see cref="StorageException"/>, an unknown id gives null or false.
/// </summary>
public interface IChatStore
{
    Task CreateAsync(Chat chat, CancellationToken cancellationToken);

    /// <summary>Pinned chats first, then the last changed; <paramref name="before"/> goes on behind a chat of an earlier page.</summary>
    Task<ChatPage> ListAsync(ChatFilter filter, int limit, EntityId? before, CancellationToken cancellationToken);

    /// <summary>All folders and tags in use, archived chats included, by name.</summary>
    Task<ChatLabels> ListLabelsAsync(CancellationToken cancellationToken);

    Task<Chat?> FindAsync(EntityId chatId, CancellationToken cancellationToken);

    /// <summary>The current branch; <paramref name="limit"/> null: whole; <paramref name="before"/>: only what precedes that message.</summary>
    Task<MessagePage?> GetMessagesAsync(EntityId chatId, int? limit, EntityId? before, CancellationToken cancellationToken);

    /// <summary>The messages from the root to <paramref name="messageId"/>, which is the last one. Null when it is not in the chat.</summary>
    Task<IReadOnlyList<Message>?> GetPathAsync(EntityId chatId, EntityId messageId, CancellationToken cancellationToken);

    /// <summary>All messages that follow the same one as this, which is among them, oldest first. None when it is not in the chat.</summary>
    Task<IReadOnlyList<Message>> GetSiblingsAsync(EntityId chatId, EntityId messageId, CancellationToken cancellationToken);

    /// <summary>Reads an attached file of this chat.</summary>
    Task<Attachment?> FindAttachmentAsync(EntityId chatId, EntityId attachmentId, CancellationToken cancellationToken);

    /// <summary>A title of the user replaces every other, one of a model only that of the first words, and those only an empty one.</summary>
    /// <returns>False when there is no such chat, or its title stays.</returns>
    Task<bool> RenameAsync(EntityId chatId, string title, TitleSource source, CancellationToken cancellationToken);

    Task<bool> ChangeAsync(EntityId chatId, ChatChange change, CancellationToken cancellationToken);

    Task<bool> DeleteAsync(EntityId chatId, CancellationToken cancellationToken);

    /// <summary>Words are joined by AND, <c>"…"</c> is a phrase, the last word may be a beginning. Any text is a valid query.</summary>
    Task<IReadOnlyList<SearchHit>> SearchAsync(string query, SearchFilter filter, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Starts the record of a reply and returns at once: writing happens behind, in order, as soon as the database is ready, so that
    /// storage never stands between a question and its first token.
    /// </summary>
    IReplyJournal BeginReply(ReplyStart start);
}

/// <param name="NewChat">Written first, when the chat is not stored yet.</param>
/// <param name="Question">Written before the reply, when it is new; null when an older question is asked again.</param>
/// <param name="Reply">
/// The reply with status <see cref="MessageStatus.Streaming"/>; it becomes the end of the current branch. With parts it is stored already and
/// goes on behind them.
/// </param>
/// <param name="IsBeside">It stands beside the end of the current branch, which stays that.</param>
public sealed record ReplyStart(Message Reply, Message? Question, Chat? NewChat = null, bool IsBeside = false);

/// <summary>
/// The record of one running reply. What is appended is on disk at most 250 ms later, in pieces: the whole text is never held in
/// memory. When this process dies, another one (or the next start) finds the pieces and marks the reply interrupted.
/// </summary>
public interface IReplyJournal
{
    /// <summary>Takes text of a kind; waits only when writing has fallen far behind.</summary>
    ValueTask AppendTextAsync(string text, CancellationToken cancellationToken);

    /// <inheritdoc cref="AppendTextAsync"/>
    ValueTask AppendThinkingAsync(string text, CancellationToken cancellationToken);

    /// <summary>Takes the signature of the thinking that came before it; it ends that part.</summary>
    ValueTask AppendSignatureAsync(string data, CancellationToken cancellationToken);

    /// <summary>Writes what is left and the end of the reply; done when it is on disk. Throws <see cref="StorageException"/> when it cannot be.</summary>
    Task CompleteAsync(ReplyEnd end, CancellationToken cancellationToken);
}

/// <param name="IsCut">It reached a limit of length.</param>
public sealed record ReplyEnd(MessageStatus Status, ReplyUsage? Usage = null, Problem? Failure = null, bool IsCut = false);

/// <summary>Tells that stored chats changed.</summary>
public interface IChatChanges
{
    /// <summary>Raised on a pool thread; null when another process made the change and any chat may have changed.</summary>
    event Action<EntityId?> Changed;

    /// <summary>Starts to watch for the changes of other processes (one cheap query a second).</summary>
    void Watch();
}
