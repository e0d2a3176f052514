using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Core.Diagnostics;
using AiChatLocal.Storage.Maintenance;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using static AiChatLocal.Storage.Tests.TempData;

namespace AiChatLocal.Storage.Tests;

public sealed class FaultTests
{
    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_and_left_as_it_is()
    {
        await using var data = new TempData();
        await using (var first = data.Open())
        {
            await first.CreateAsync(NewChat(), Token);
        }

        await ExecuteAsync(data, "PRAGMA user_version = 99");
        var exception = await Assert.ThrowsAsync<StorageException>(() => data.Open().ListAsync(ChatFilter.Current, 10, null, Token));
        Assert.Equal(ProblemKind.NewerVersion, exception.Problem.Kind);
        Assert.Contains(await data.Doctor().RunAsync(repair: true, Token), check => check is { Name: "format", Status: CheckStatus.Failed });
        await ExecuteAsync(data, $"PRAGMA user_version = {DatabaseOpener.Format}");
        Assert.Single((await data.Open().ListAsync(ChatFilter.Current, 10, null, Token)).Chats);
    }

    [Fact]
    public async Task A_damaged_file_is_told_kept_and_replaced_by_a_backup_on_request()
    {
        await using var data = new TempData();
        await using (var first = data.Open())
        {
            await first.CreateAsync(NewChat("Kept"), Token);
        }

        await using (var connection = new SqliteConnection(Database.ConnectionString(data.Directory) + ";Pooling=False"))
        {
            await connection.OpenAsync(Token);
            await new Backups(data.Directory, TimeProvider.System).CreateAsync(connection, "test", Token);
        }

        File.Delete(data.Directory.Database + "-wal");
        await File.WriteAllTextAsync(data.Directory.Database, new string('x', 8192), Token);

        var exception = await Assert.ThrowsAsync<StorageException>(() => data.Open().ListAsync(ChatFilter.Current, 10, null, Token));
        Assert.Equal(ProblemKind.Corrupt, exception.Problem.Kind);
        Assert.Contains("--restore latest", exception.Problem.Fix, StringComparison.Ordinal);
        Assert.Contains(await data.Doctor().RunAsync(repair: true, Token), check => check.Status == CheckStatus.Failed);

        var restored = await data.Doctor().RestoreAsync("latest", Token);
        Assert.Equal((CheckStatus.Repaired, true), (restored.Status, restored.Message.ToString().Contains(".replaced", StringComparison.Ordinal)));
        Assert.Equal("Kept", Assert.Single((await data.Open().ListAsync(ChatFilter.Current, 10, null, Token)).Chats).Title);
        Assert.Equal(new string('x', 8192), await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(data.Directory.Path, "*.replaced")), Token));
    }

    [Fact]
    public async Task A_full_disk_is_told_and_what_was_stored_is_unharmed()
    {
        await using var disk = await SmallDisk.MountAsync();
        var directory = new DataDirectory(Path.Combine(disk.Path, "data"));
        await using var store = new ChatStore(directory, TimeProvider.System, NullLoggerFactory.Instance);
        var (chat, question, _) = await ConverseAsync(store, "Before", "Stored");
        var filler = await disk.FillAsync();

        var failing = store.BeginReply(new(Reply(question), Question: null));
        await failing.AppendTextAsync(new string('x', 500_000), Token);
        var exception = await Assert.ThrowsAsync<StorageException>(() => failing.CompleteAsync(new(MessageStatus.Complete), Token));
        Assert.Equal(ProblemKind.DiskFull, exception.Problem.Kind);
        Assert.Equal([new TextPart("Stored")], (await store.GetMessagesAsync(chat.Id, null, null, Token))!.Messages[^1].Parts);

        File.Delete(filler);
        await ConverseAsync(store, "After", "There is space again");
        Assert.Equal(2, (await store.ListAsync(ChatFilter.Current, 10, null, Token)).Chats.Count);
    }

    [Fact]
    public async Task An_answer_that_goes_on_while_the_disk_is_full_keeps_what_it_had_and_goes_on_later()
    {
        await using var disk = await SmallDisk.MountAsync();
        await using var store = new ChatStore(new DataDirectory(Path.Combine(disk.Path, "data")), TimeProvider.System, NullLoggerFactory.Instance);
        var (chat, _, reply) = await ConverseAsync(store, "Tell me", "Once");
        var begun = reply with { Parts = [new TextPart("Once")] };
        var filler = await disk.FillAsync();

        var failing = store.BeginReply(new(begun, Question: null));
        await failing.AppendTextAsync(new string('x', 500_000), Token);
        var exception = await Assert.ThrowsAsync<StorageException>(() => failing.CompleteAsync(new(MessageStatus.Complete), Token));
        Assert.Equal(ProblemKind.DiskFull, exception.Problem.Kind);
        Assert.Equal("Once", TextOf(await LastAsync(store, chat)));

        File.Delete(filler);
        var again = store.BeginReply(new(begun, Question: null));
        await again.AppendTextAsync(" upon a time", Token);
        await again.CompleteAsync(new(MessageStatus.Complete), Token);
        var last = await LastAsync(store, chat);
        Assert.Equal(("Once upon a time", MessageStatus.Complete), (TextOf(last), last.Status));
    }

    [Fact]
    public async Task Chats_in_memory_stay_until_the_answer_that_runs_has_ended()
    {
        await using var data = new TempData();
        var store = ChatStore.InMemory(data.Directory, TimeProvider.System, NullLoggerFactory.Instance);
        var chat = NewChat();
        var question = Question(chat, "Why?");
        var journal = store.BeginReply(new(Reply(question), question, chat));
        await journal.AppendTextAsync("Because", Token);

        var ending = store.DisposeAsync().AsTask();
        Assert.False(ending.IsCompleted);
        await journal.CompleteAsync(new(MessageStatus.Cancelled), Token);
        await ending.WaitAsync(TimeSpan.FromSeconds(30), Token);

        Assert.Empty(Directory.EnumerateFiles(data.Directory.Path, "*.db"));
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_made_is_told_with_what_to_do()
    {
        await using var data = new TempData();
        var file = Path.Combine(data.Directory.Path, "file");
        await File.WriteAllTextAsync(file, "", Token);
        await using var store = new ChatStore(new DataDirectory(Path.Combine(file, "data")), TimeProvider.System, NullLoggerFactory.Instance);
        var exception = await Assert.ThrowsAsync<StorageException>(() => store.ListAsync(ChatFilter.Current, 10, null, Token));
        Assert.Equal(ProblemKind.ReadOnly, exception.Problem.Kind);
        Assert.Contains("--data-dir", exception.Problem.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_streams_on_without_a_database_and_its_end_says_why_it_was_not_kept()
    {
        await using var data = new TempData();
        Directory.CreateDirectory(data.Directory.Database);
        var store = data.Open();
        var chat = NewChat();
        var question = Question(chat, "Why?");
        var journal = store.BeginReply(new(Reply(question), question, chat));
        for (var i = 0; i < 100; i++)
        {
            await journal.AppendTextAsync(new string('x', 100_000), Token);
        }

        var exception = await Assert.ThrowsAsync<StorageException>(() => journal.CompleteAsync(new(MessageStatus.Complete), Token));
        Assert.Equal(ProblemKind.ReadOnly, exception.Problem.Kind);
    }

    [Fact]
    public async Task A_search_index_that_lost_rows_is_found_and_built_anew()
    {
        await using var data = new TempData();
        var store = data.Open();
        await ConverseAsync(store, "Why?", "A giraffe.");
        await ExecuteAsync(data, "INSERT INTO parts_search(parts_search) VALUES ('delete-all')");
        Assert.Empty(await store.SearchAsync("giraffe", SearchFilter.None, 5, Token));
        Assert.Contains(await data.Doctor().RunAsync(repair: false, Token), check => check is { Name: "search index", Status: CheckStatus.Failed });
        Assert.Contains(await data.Doctor().RunAsync(repair: true, Token), check => check is { Name: "search index", Status: CheckStatus.Repaired });
        Assert.Single(await store.SearchAsync("giraffe", SearchFilter.None, 5, Token));
    }

    private static async Task<Message> LastAsync(ChatStore store, Chat chat) => (await store.GetMessagesAsync(chat.Id, null, null, Token))!.Messages[^1];

    private static string TextOf(Message message) => string.Concat(message.Parts.OfType<TextPart>().Select(part => part.Text));

    private static async Task ExecuteAsync(TempData data, string sql)
    {
        await using var connection = new SqliteConnection(Database.ConnectionString(data.Directory));
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Token);
    }
}
