using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using Microsoft.Data.Sqlite;
using static AiChatLocal.Storage.Tests.TempData;

namespace AiChatLocal.Storage.Tests;

public sealed class SharedDatabaseTests
{
    [Fact]
    public async Task A_store_may_be_closed_while_its_watching_begins()
    {
        await using var data = new TempData();
        for (var i = 0; i < 50; i++)
        {
            var store = data.Open();
            var beginning = Task.Run(store.Watch, Token);
            await store.DisposeAsync();
            await beginning;
        }
    }

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Two_stores_that_open_a_new_database_at_once_both_work()
    {
        await using var data = new TempData();
        var stores = Enumerable.Range(0, 4).Select(_ => data.Open()).ToArray();
        await Task.WhenAll(stores.Select((store, i) => store.CreateAsync(NewChat($"Chat {i}"), Token)));
        Assert.Equal(4, (await stores[0].ListAsync(ChatFilter.Current, 10, null, Token)).Chats.Count);
    }

    [Fact]
    public async Task Concurrent_replies_of_two_stores_all_arrive()
    {
        await using var data = new TempData();
        var stores = new[] { data.Open(), data.Open() };
        await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            var (chat, _, _) = await ConverseAsync(stores[i % 2], $"Question {i}", $"Answer {i}");
            var page = await stores[(i + 1) % 2].GetMessagesAsync(chat.Id, null, null, Token);
            Assert.Equal($"Answer {i}", ((TextPart)page!.Messages[1].Parts[0]).Text);
        }));
        Assert.Equal(40, (await stores[0].ListAsync(ChatFilter.Current, 100, null, Token)).Chats.Count);
    }

    [Fact]
    public async Task The_change_of_another_store_is_told_without_a_chat_and_the_own_one_with_it()
    {
        await using var data = new TempData();
        var (one, two) = (data.Open(), data.Open());
        await one.CreateAsync(NewChat("Before"), Token);
        var told = new TaskCompletionSource<EntityId?>(TaskCreationOptions.RunContinuationsAsynchronously);
        one.Changed += chatId => told.TrySetResult(chatId);
        one.Watch();

        // The watcher's first look is the state that later ones are compared with; each further chat is a change to be seen.
        while (!told.Task.IsCompleted)
        {
            await two.CreateAsync(NewChat("From two"), Token);
            await Task.WhenAny(told.Task, Task.Delay(100, Token));
        }

        Assert.Null(await told.Task.WaitAsync(Patience, Token));
        var own = new TaskCompletionSource<EntityId?>();
        one.Changed += chatId => _ = chatId is null ? false : own.TrySetResult(chatId);
        var chat = NewChat("From one");
        await one.CreateAsync(chat, Token);
        Assert.Equal(chat.Id, await own.Task.WaitAsync(Patience, Token));
    }

    [Fact]
    public async Task A_reply_whose_process_died_is_ended_with_its_text_by_the_next_one()
    {
        await using var data = new TempData();
        var store = data.Open();
        var (chat, _, reply) = await ConverseAsync(store, "Why?", "Kept text");
        // As a process leaves it that is killed in mid-stream: pieces, status streaming, and an owner without a lock.
        await ExecuteAsync(data, $"""
            UPDATE messages SET status = 0, owner = 'gone' WHERE id = {reply.Id.Value};
            DELETE FROM parts WHERE message_id = {reply.Id.Value};
            INSERT INTO reply_pieces (message_id, ordinal, kind, text) VALUES ({reply.Id.Value}, 0, 0, 'What was '), ({reply.Id.Value}, 0, 0, 'shown');
            """);

        var next = data.Open();
        var message = (await next.GetMessagesAsync(chat.Id, null, null, Token))!.Messages[1];
        Assert.Equal(MessageStatus.Interrupted, message.Status);
        Assert.Equal([new TextPart("What was shown")], message.Parts);
        Assert.NotEmpty(await next.SearchAsync("\"was shown\"", SearchFilter.None, 5, Token));
    }

    [Fact]
    public async Task A_running_reply_of_a_living_store_is_seen_by_another_and_not_ended()
    {
        await using var data = new TempData();
        var store = data.Open();
        var chat = NewChat();
        var question = Question(chat, "Why?");
        var started = new TaskCompletionSource();
        store.Changed += _ => started.TrySetResult();
        var journal = store.BeginReply(new(Reply(question), question, chat));
        await started.Task.WaitAsync(Patience, Token);

        var seen = (await data.Open().GetMessagesAsync(chat.Id, null, null, Token))!.Messages[1];
        Assert.Equal(MessageStatus.Streaming, seen.Status);
        await journal.CompleteAsync(new(MessageStatus.Cancelled), Token);
        Assert.Equal(MessageStatus.Cancelled, (await store.GetMessagesAsync(chat.Id, null, null, Token))!.Messages[1].Status);
    }

    private static async Task ExecuteAsync(TempData data, string sql)
    {
        await using var connection = new SqliteConnection(Database.ConnectionString(data.Directory));
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Token);
    }
}
