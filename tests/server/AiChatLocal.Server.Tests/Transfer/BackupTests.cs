using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Transfer;
using AiChatLocal.Protocol.Backup;
using AiChatLocal.Server.Features.Backup;
using AiChatLocal.Server.Hosting;
using AiChatLocal.Storage.Maintenance;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using static AiChatLocal.Server.Tests.Transfer.History;
using BackupSchedule = AiChatLocal.Core.Configuration.BackupSchedule;

namespace AiChatLocal.Server.Tests.Transfer;

public sealed class BackupTests
{
    [Fact]
    public async Task A_backup_is_one_file_and_brings_back_what_was_there()
    {
        await using var history = new History();
        await history.Archive.AddAsync(SampleChats.Everything(), Token);
        var before = await File.ReadAllTextAsync(await history.ExportAsync(), Token);
        var folder = Directory.CreateDirectory(Path.Combine(history.Path, "mine")).FullName;
        List<EntityId?> changed = [];
        history.Sidecar.Changes.Changed += changed.Add;

        var made = await history.Sidecar.Backups.CreateAsync(folder, Token);
        Assert.Equal([made.Path], Directory.EnumerateFiles(folder));
        await history.Archive.AddAsync(SampleChats.Plain(100, "Later", "Hi", "Hello"), Token);
        await history.Sidecar.Chats.DeleteAsync(SampleChats.Id(1), Token);
        var restored = await history.Sidecar.Backups.RestoreAsync(made.Path, Token);

        Assert.Equal(before, await File.ReadAllTextAsync(await history.ExportAsync(), Token));
        Assert.Null(changed[^1]);
        Assert.Equal([made.Path], Directory.EnumerateFiles(folder));
        // The database from before is kept, and is itself a backup.
        await history.Sidecar.Backups.RestoreAsync(restored.PreviousPath!, Token);
        Assert.Equal("Later", Assert.Single(await history.ReadAsync()).Chat.Title);
        await history.Archive.AddAsync(SampleChats.Plain(200, "Goes on", "Hi", "Hello"), Token);
        Assert.True(File.Exists(history.Sidecar.Directory.Database + "-wal"));
    }

    [Fact]
    public async Task What_was_read_before_is_not_taken_for_what_stands_in_its_place_afterwards()
    {
        await using var history = new History();
        await history.Archive.AddAsync(SampleChats.Plain(100, "A chat", "Hi", "Hello"), Token);
        var chat = Assert.Single(await history.ReadAsync()).Chat.Id;
        var answer = (await history.Sidecar.Chats.GetMessagesAsync(chat, limit: null, before: null, Token))!.Messages[^1];
        var made = await history.Sidecar.Backups.CreateAsync(null, Token);

        // The same answer goes on twice: its rows have the same numbers both times.
        Assert.Equal("Hello to all", await GoOnAsync(" to all"));
        await history.Sidecar.Backups.RestoreAsync(made.Path, Token);
        Assert.Equal("Hello and bye", await GoOnAsync(" and bye"));

        async Task<string> GoOnAsync(string text)
        {
            var journal = history.Sidecar.Chats.BeginReply(new(answer with { Status = MessageStatus.Streaming }, Question: null));
            await journal.AppendTextAsync(text, Token);
            await journal.CompleteAsync(new(MessageStatus.Complete), Token);
            var read = (await history.Sidecar.Chats.GetMessagesAsync(chat, limit: null, before: null, Token))!.Messages[^1];
            return Assert.IsType<TextPart>(read.Parts[^1]).Text;
        }
    }

    [Fact]
    public async Task The_newest_backup_is_found_among_all()
    {
        await using var history = new History();
        await history.Archive.AddAsync(SampleChats.Everything(), Token);
        await history.Sidecar.Backups.CreateAsync(null, Token);
        await history.Sidecar.Chats.DeleteAsync(SampleChats.Id(1), Token);

        await history.Sidecar.Backups.RestoreAsync("latest", Token);

        Assert.Single(await history.ReadAsync());
        Assert.Single(history.Sidecar.Backups.List(schedule: null));
    }

    [Fact]
    public async Task It_is_refused_while_another_process_has_the_database_open()
    {
        await using var history = new History();
        await history.Archive.AddAsync(SampleChats.Everything(), Token);
        var made = await history.Sidecar.Backups.CreateAsync(null, Token);
        await using var other = new Sidecar(history.Sidecar.Directory, TimeProvider.System, NullLoggerFactory.Instance);
        await other.Archive.ListAsync(Token);

        var refused = await Assert.ThrowsAsync<RequestException>(() => history.Sidecar.Backups.RestoreAsync(made.Path, Token));

        Assert.Equal("conflict", refused.Problem.Kind);
        Assert.Contains("1 other processes", refused.Problem.Why, StringComparison.Ordinal);
        Assert.Single(await history.ReadAsync());
    }

    [Fact]
    public async Task It_is_refused_while_an_answer_runs()
    {
        await using var history = new History();
        var chat = SampleChats.Plain(100, "Runs", "Hi", "Hello");
        await history.Archive.AddAsync(chat, Token);
        var made = await history.Sidecar.Backups.CreateAsync(null, Token);
        var reply = new Message(SampleChats.Id(500), chat.Chat.Id, chat.LeafId, MessageRole.Assistant, [], MessageStatus.Streaming, DateTimeOffset.UnixEpoch, "fake/small");
        var journal = history.Sidecar.Chats.BeginReply(new(reply, Question: null));
        await journal.AppendTextAsync("On its way", Token);
        // Writing happens in order: once a later write is done, the beginning of the reply is.
        await history.Archive.AddAsync(SampleChats.Plain(200, "Other", "Hi", "Hello"), Token);
        while (!(await history.ReadAsync()).Any(each => each.Messages.Any(message => message.Status == MessageStatus.Streaming)))
        {
            await Task.Yield();
        }

        var refused = await Assert.ThrowsAsync<RequestException>(() => history.Sidecar.Backups.RestoreAsync(made.Path, Token));
        Assert.Equal("conflict", refused.Problem.Kind);

        await journal.CompleteAsync(new(MessageStatus.Complete), Token);
        await history.Sidecar.Backups.RestoreAsync(made.Path, Token);
        Assert.Equal("Runs", Assert.Single(await history.ReadAsync()).Chat.Title);
    }

    [Fact]
    public async Task What_is_no_backup_is_refused_and_nothing_is_touched()
    {
        await using var history = new History();
        await history.Archive.AddAsync(SampleChats.Everything(), Token);
        var other = Path.Combine(history.Path, "other.db");
        await using (var connection = new SqliteConnection($"Data Source={other};Pooling=False"))
        {
            await connection.OpenAsync(Token);
            await using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE t (a); PRAGMA user_version = 4";
            await command.ExecuteNonQueryAsync(Token);
        }

        var newer = (await history.Sidecar.Backups.CreateAsync(Path.Combine(history.Path, "newer.db"), Token)).Path;
        await using (var connection = new SqliteConnection($"Data Source={newer};Pooling=False"))
        {
            await connection.OpenAsync(Token);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 9999";
            await command.ExecuteNonQueryAsync(Token);
        }

        foreach (var (path, kind) in new[] { (other, "invalid"), (newer, "newerVersion"), (history.File("text.db", "hello"), "invalid"), ("/no/such.db", "notFound") })
        {
            var refused = await Assert.ThrowsAsync<RequestException>(() => history.Sidecar.Backups.RestoreAsync(path, Token));
            Assert.Equal(kind, refused.Problem.Kind);
        }

        Assert.Single(await history.ReadAsync());
        await Assert.ThrowsAsync<RequestException>(() => history.Sidecar.Backups.CreateAsync(history.Sidecar.Directory.Database, Token));
        Assert.Equal("invalid", (await Assert.ThrowsAsync<RequestException>(() => history.Sidecar.Backups.CreateAsync("/no/such/folder/a.db", Token))).Problem.Kind);
    }

    [Fact]
    public async Task A_schedule_makes_what_is_due_keeps_the_newest_and_touches_nothing_else()
    {
        await using var history = new History();
        await history.Archive.AddAsync(SampleChats.Everything(), Token);
        var time = new FakeTimeProvider(new DateTimeOffset(2027, 1, 31, 22, 0, 0, TimeSpan.Zero));
        await using var database = new AiChatLocal.Storage.Database(history.Sidecar.Directory, time, NullLoggerFactory.Instance);
        var keeper = new BackupKeeper(
            history.Sidecar.Directory, database, new AiChatLocal.Storage.StorageDoctor(history.Sidecar.Directory, time, NullLoggerFactory.Instance), time, () => { });
        var folder = Directory.CreateDirectory(Path.Combine(history.Path, "scheduled")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "ai-chat-local-notes.db"), "mine", Token);
        var schedule = new BackupSchedule(TimeSpan.FromHours(6), folder, Keep: 2);
        List<string> made = [];
        for (var i = 0; i < 8; i++)
        {
            var (backup, next) = await keeper.RunScheduleAsync(schedule, Token);
            Assert.True(next > time.GetUtcNow());
            made.AddRange(backup is null ? [] : [backup.Path]);
            time.Advance(TimeSpan.FromHours(3));
        }

        Assert.Equal(4, made.Count);
        Assert.Equal([.. made.TakeLast(2), Path.Combine(folder, "ai-chat-local-notes.db")], Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal));
        Directory.Delete(folder, recursive: true);
        Assert.Equal("notFound", (await Assert.ThrowsAsync<RequestException>(() => keeper.RunScheduleAsync(schedule, Token))).Problem.Kind);
    }

    [Fact]
    public async Task The_clock_looks_at_its_start_and_when_the_schedule_changes_and_tells_a_failure_once()
    {
        await using var history = new History();
        await history.Archive.AddAsync(SampleChats.Everything(), Token);
        var folder = Directory.CreateDirectory(Path.Combine(history.Path, "scheduled")).FullName;
        var told = System.Threading.Channels.Channel.CreateUnbounded<BackupEnded>();
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var (configuration, changes) = (history.Sidecar.Configuration, history.Sidecar.ConfigurationChanges);
        await using var clock = new BackupClock(configuration, changes, history.Sidecar.Backups, time, ended => told.Writer.TryWrite(ended));
        clock.Start();
        var set = new BackupSetScheduleHandler(history.Sidecar.Backups, configuration);

        var listed = await set.HandleAsync(new(new(1, folder, 3)), Token);
        Assert.Equal(new(1, folder, 3), listed.Schedule);
        Assert.StartsWith(folder, (await told.Reader.ReadAsync(Token)).Path, StringComparison.Ordinal);

        Directory.Delete(folder, recursive: true);
        await configuration.UpdateAsync(before => before with { Backups = before.Backups! with { Keep = 4 } }, Token);
        Assert.Equal("notFound", (await told.Reader.ReadAsync(Token)).Error!.Data.Kind);
        await configuration.UpdateAsync(before => before with { Backups = before.Backups! with { Keep = 5 } }, Token);
        Directory.CreateDirectory(folder);
        await configuration.UpdateAsync(before => before with { Backups = before.Backups! with { Keep = 6 } }, Token);
        Assert.NotNull((await told.Reader.ReadAsync(Token)).Path);
        Assert.False(told.Reader.TryRead(out _));
    }

    [Theory]
    [InlineData(0, 7)]
    [InlineData(24, 0)]
    public async Task A_schedule_that_cannot_be_is_refused(int hours, int keep)
    {
        await using var history = new History();
        var set = new BackupSetScheduleHandler(history.Sidecar.Backups, history.Sidecar.Configuration);
        await Assert.ThrowsAsync<RequestException>(() => set.HandleAsync(new(new(hours, history.Path, keep)), Token));
        await Assert.ThrowsAsync<RequestException>(() => set.HandleAsync(new(new(24, Path.Combine(history.Path, "none"), 7)), Token));
        Assert.Null((await set.HandleAsync(new(), Token)).Schedule);
    }
}
