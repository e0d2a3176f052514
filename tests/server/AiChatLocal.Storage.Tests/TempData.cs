using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiChatLocal.Storage.Tests;

/// <summary>A data directory of its own for a test, with a real database in it.</summary>
internal sealed class TempData : IAsyncDisposable
{
    private static readonly Lock Ids = new();
    private static EntityId s_lastId;
    private readonly List<ChatStore> _stores = [];

    public DataDirectory Directory { get; } = new(System.IO.Directory.CreateTempSubdirectory("acl-storage-").FullName);

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A store as another process would open it.</summary>
    public ChatStore Open()
    {
        var store = new ChatStore(Directory, TimeProvider.System, NullLoggerFactory.Instance);
        _stores.Add(store);
        return store;
    }

    public StorageDoctor Doctor() => new(Directory, TimeProvider.System, NullLoggerFactory.Instance);

    public static Chat NewChat(string title = "A chat", DateTimeOffset? at = null)
    {
        var now = at ?? DateTimeOffset.UnixEpoch.AddDays(20_000);
        return new(NextId(), title, now, now);
    }

    /// <summary>Later ones sort behind earlier ones, however fast they are made.</summary>
    private static EntityId NextId()
    {
        lock (Ids)
        {
            var id = EntityId.New(TimeProvider.System);
            return s_lastId = id > s_lastId ? id : new(s_lastId.Value + 1);
        }
    }

    public static Message Question(Chat chat, string text, EntityId? parent = null) => new(
        NextId(), chat.Id, parent, MessageRole.User, [new TextPart(text)], MessageStatus.Complete, DateTimeOffset.UnixEpoch);

    public static Message Reply(Message question) => new(
        NextId(), question.ChatId, question.Id, MessageRole.Assistant, [], MessageStatus.Streaming, DateTimeOffset.UnixEpoch, "fake/fake");

    /// <summary>Asks in a new chat and ends the reply with this text.</summary>
    public static async Task<(Chat Chat, Message Question, Message Reply)> ConverseAsync(ChatStore store, string question, string answer)
    {
        var chat = NewChat(question);
        var asked = Question(chat, question);
        var reply = Reply(asked);
        var journal = store.BeginReply(new(reply, asked, chat));
        await journal.AppendTextAsync(answer, Token);
        await journal.CompleteAsync(new(MessageStatus.Complete), Token);
        return (chat, asked, reply);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }

        System.IO.Directory.Delete(Directory.Path, recursive: true);
    }
}
