using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using static AiChatLocal.Storage.Tests.TempData;

namespace AiChatLocal.Storage.Tests;

public sealed class ChatStoreTests
{
    [Fact]
    public async Task A_chat_is_listed_found_renamed_and_deleted()
    {
        await using var data = new TempData();
        var store = data.Open();
        var chat = NewChat("First title") with { SystemPrompt = "Be brief.", Model = "fake/fake" };
        await store.CreateAsync(chat, Token);

        Assert.Equal(chat, await store.FindAsync(chat.Id, Token));
        Assert.True(await store.RenameAsync(chat.Id, "Second title", TitleSource.User, Token));
        Assert.Equal("Second title", Assert.Single((await store.ListAsync(ChatFilter.Current, 10, null, Token)).Chats).Title);
        Assert.True(await store.DeleteAsync(chat.Id, Token));
        Assert.Null(await store.FindAsync(chat.Id, Token));
        Assert.False(await store.DeleteAsync(chat.Id, Token));
        Assert.False(await store.RenameAsync(chat.Id, "Third title", TitleSource.User, Token));
    }

    [Fact]
    public async Task Chats_come_in_pages_the_last_changed_first()
    {
        await using var data = new TempData();
        var store = data.Open();
        for (var day = 0; day < 5; day++)
        {
            await store.CreateAsync(NewChat($"Day {day}", DateTimeOffset.UnixEpoch.AddDays(day)), Token);
        }

        var first = await store.ListAsync(ChatFilter.Current, 3, null, Token);
        var second = await store.ListAsync(ChatFilter.Current, 3, first.Chats[^1].Id, Token);
        Assert.Equal(["Day 4", "Day 3", "Day 2"], first.Chats.Select(chat => chat.Title));
        Assert.True(first.HasMore);
        Assert.Equal(["Day 1", "Day 0"], second.Chats.Select(chat => chat.Title));
        Assert.False(second.HasMore);
    }

    [Fact]
    public async Task A_reply_keeps_its_parts_in_order_with_its_figures()
    {
        await using var data = new TempData();
        var store = data.Open();
        var chat = NewChat();
        var question = Question(chat, "Why?") with { Parts = [new SelectionPart("a.cs", "csharp", 3, 4, "int a;"), new TextPart("Why?")] };
        var reply = Reply(question);
        var journal = store.BeginReply(new(reply, question, chat));
        await journal.AppendThinkingAsync("Let me ", Token);
        await journal.AppendThinkingAsync("think.", Token);
        await journal.AppendTextAsync("Because ", Token);
        await journal.AppendTextAsync("it is so: 😀", Token);
        var usage = new ReplyUsage(PromptTokens: 7, CompletionTokens: 9, TokensPerSecond: 12.5);
        await journal.CompleteAsync(new(MessageStatus.Complete, usage), Token);

        var page = await store.GetMessagesAsync(chat.Id, limit: null, before: null, Token);
        Assert.NotNull(page);
        Assert.Equal("Because it is so: 😀", page.Chat.LastWords);
        Assert.Equal(question.Parts, page.Messages[0].Parts);
        Assert.Equal([new ThinkingPart("Let me think."), new TextPart("Because it is so: 😀")], page.Messages[1].Parts);
        Assert.Equal((MessageStatus.Complete, usage), (page.Messages[1].Status, page.Messages[1].Usage));
    }

    [Fact]
    public async Task A_picture_is_kept_beside_its_message_and_goes_with_its_chat()
    {
        await using var data = new TempData();
        var store = data.Open();
        var (chat, other) = (NewChat(), NewChat());
        await store.CreateAsync(other, Token);
        var picture = new ImagePart(EntityId.New(TimeProvider.System), "image/png", 3, "giraffe.png", new byte[] { 1, 2, 3 });
        var question = Question(chat, "What is this?") with { Parts = [picture, new TextPart("What is this?")] };
        await store.BeginReply(new(Reply(question), question, chat)).CompleteAsync(new(MessageStatus.Complete), Token);

        var stored = (await store.GetMessagesAsync(chat.Id, limit: null, before: null, Token))!.Messages[0].Parts;
        Assert.Equal([picture with { Data = null }, new TextPart("What is this?")], stored);
        var found = await store.FindAttachmentAsync(chat.Id, picture.AttachmentId, Token);
        Assert.Equal(("image/png", "010203"), (found!.MediaType, Convert.ToHexString(found.Data.Span)));
        Assert.Single(await store.SearchAsync("giraffe", SearchFilter.None, 5, Token));
        Assert.Null(await store.FindAttachmentAsync(other.Id, picture.AttachmentId, Token));

        await store.DeleteAsync(chat.Id, Token);
        Assert.Null(await store.FindAttachmentAsync(chat.Id, picture.AttachmentId, Token));
    }

    [Fact]
    public async Task Signatures_stand_where_they_came_and_are_not_found_by_a_search()
    {
        await using var data = new TempData();
        var store = data.Open();
        var chat = NewChat();
        var question = Question(chat, "Why?");
        var journal = store.BeginReply(new(Reply(question), question, chat));
        await journal.AppendThinkingAsync("Hm.", Token);
        await journal.AppendSignatureAsync("first", Token);
        await journal.AppendSignatureAsync("second", Token);
        await journal.AppendTextAsync("Because.", Token);
        await journal.CompleteAsync(new(MessageStatus.Complete), Token);

        var parts = (await store.GetMessagesAsync(chat.Id, limit: null, before: null, Token))!.Messages[1].Parts;
        Assert.Equal([new ThinkingPart("Hm."), new SignaturePart("first"), new SignaturePart("second"), new TextPart("Because.")], parts);
        Assert.Empty(await store.SearchAsync("second", SearchFilter.None, 5, Token));
    }

    [Fact]
    public async Task Another_answer_becomes_the_branch_and_the_old_one_stays()
    {
        await using var data = new TempData();
        var store = data.Open();
        var (chat, question, first) = await ConverseAsync(store, "Why?", "First answer");
        var second = Reply(question);
        var journal = store.BeginReply(new(second, Question: null));
        await journal.AppendTextAsync("Second answer", Token);
        await journal.CompleteAsync(new(MessageStatus.Complete), Token);

        var page = await store.GetMessagesAsync(chat.Id, limit: null, before: null, Token);
        Assert.Equal([question.Id, second.Id], page!.Messages.Select(message => message.Id));
        var old = await store.GetPathAsync(chat.Id, first.Id, Token);
        Assert.Equal([new TextPart("First answer")], old![^1].Parts);
    }

    [Fact]
    public async Task The_last_messages_of_a_long_chat_come_in_pages()
    {
        await using var data = new TempData();
        var store = data.Open();
        var (chat, _, reply) = await ConverseAsync(store, "Question 0", "Answer 0");
        for (var turn = 1; turn < 6; turn++)
        {
            var question = Question(chat, $"Question {turn}", reply.Id);
            reply = Reply(question);
            var journal = store.BeginReply(new(reply, question));
            await journal.AppendTextAsync($"Answer {turn}", Token);
            await journal.CompleteAsync(new(MessageStatus.Complete), Token);
        }

        var last = await store.GetMessagesAsync(chat.Id, 3, before: null, Token);
        Assert.Equal(["Answer 4", "Question 5", "Answer 5"], last!.Messages.Select(Text));
        Assert.True(last.HasMore);
        var older = await store.GetMessagesAsync(chat.Id, 20, last.Messages[0].Id, Token);
        Assert.Equal(9, older!.Messages.Count);
        Assert.Equal("Question 4", Text(older.Messages[^1]));
        Assert.False(older.HasMore);
    }

    [Fact]
    public async Task A_failed_reply_keeps_its_text_and_the_reason()
    {
        await using var data = new TempData();
        var store = data.Open();
        var chat = NewChat();
        var question = Question(chat, "Why?");
        var journal = store.BeginReply(new(Reply(question), question, chat));
        await journal.AppendTextAsync("Half an ans", Token);
        var failure = new Problem(ProblemKind.StreamCut, $"The answer was cut off.", $"The server went away.", $"Try again.", Retryable: true);
        await journal.CompleteAsync(new(MessageStatus.Failed, Failure: failure), Token);

        var stored = (await store.GetMessagesAsync(chat.Id, null, null, Token))!.Messages[1];
        Assert.Equal((MessageStatus.Failed, failure), (stored.Status, stored.Failure));
        Assert.Equal("Half an ans", Text(stored));
    }

    [Fact]
    public async Task A_very_long_reply_is_one_part_and_found_at_its_end()
    {
        await using var data = new TempData();
        var store = data.Open();
        var chat = NewChat();
        var question = Question(chat, "Tell me everything.");
        var journal = store.BeginReply(new(Reply(question), question, chat));
        var thought = string.Concat(Enumerable.Repeat("hmm ", 1_000));
        var answer = string.Concat(Enumerable.Range(0, 150_000).Select(i => $"Zeile{i} "));
        await journal.AppendThinkingAsync(thought, Token);
        foreach (var piece in answer.Chunk(777))
        {
            await journal.AppendTextAsync(new(piece), Token);
        }

        await journal.CompleteAsync(new(MessageStatus.Complete), Token);

        var stored = (await store.GetMessagesAsync(chat.Id, null, null, Token))!.Messages[1];
        Assert.Equal([new ThinkingPart(thought), new TextPart(answer)], stored.Parts);
        Assert.Equal(stored.Id, Assert.Single(await store.SearchAsync("Zeile149999", SearchFilter.None, 10, Token)).MessageId);
    }

    [Fact]
    public async Task The_model_and_the_migrations_agree()
    {
        await using var data = new TempData();
        await data.Open().CreateAsync(NewChat(), Token);
        await using var context = AppDbContext.On(new(Database.ConnectionString(data.Directory)));
        var migrations = context.Database.GetMigrations().Count();
        Assert.Equal(DatabaseOpener.Format, migrations);
        Assert.False(context.Database.HasPendingModelChanges());
        // Made anew by: dotnet ef migrations script --output Migrations/schema.sql
        Assert.Equal(Lines(context.GetService<IMigrator>().GenerateScript()), Lines(Schema.Read()));
    }

    [Fact]
    public async Task A_database_whose_making_was_cut_off_is_finished_by_the_migrations()
    {
        await using var data = new TempData();
        await using (var connection = new SqliteConnection(Database.ConnectionString(data.Directory)))
        {
            await connection.OpenAsync(Token);
            // What the script leaves when it is cut off after its first statement.
            var script = Schema.Read();
            await connection.ExecuteAsync(script[..script.IndexOf("BEGIN", StringComparison.Ordinal)], Token);
        }

        var chat = NewChat();
        await data.Open().CreateAsync(chat, Token);
        Assert.Equal(chat, await data.Open().FindAsync(chat.Id, Token));
    }

    private static string[] Lines(string script) => script.ReplaceLineEndings("\n").Trim().Split('\n');

    private static string Text(Message message) => string.Concat(message.Parts.OfType<TextPart>().Select(part => part.Text));
}
