using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Core.Privacy;
using AiChatLocal.Storage.Ledger;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Logging.Abstractions;
using static AiChatLocal.Storage.Tests.TempData;

namespace AiChatLocal.Storage.Tests;

public sealed class LedgerTests
{
    [Fact]
    public async Task Entries_are_kept_with_how_they_ended_and_come_in_pages_the_newest_first()
    {
        await using var data = new TempData();
        var entries = Enumerable.Range(0, 5).Select(i => Entry(i)).ToList();
        await using (var opened = new Opened(data))
        {
            entries.ForEach(opened.Ledger.Record);
            opened.Ledger.Record(entries[4] = entries[4] with { Outcome = EgressOutcome.ErrorStatus, Status = 500, BytesReceived = 7 });
        }

        await using var again = new Opened(data);
        var first = await again.Ledger.ReadAsync(3, before: null, onlyOutside: false, Token);
        var second = await again.Ledger.ReadAsync(3, first.Entries[^1].Id, onlyOutside: false, Token);
        Assert.Equal([entries[4], entries[3], entries[2]], first.Entries);
        Assert.Equal([entries[1], entries[0]], second.Entries);
        Assert.Equal((true, false), (first.HasMore, second.HasMore));
    }

    [Fact]
    public async Task Only_what_left_this_machine_is_listed_on_request()
    {
        await using var data = new TempData();
        await using var opened = new Opened(data);
        opened.Ledger.Record(Entry(0) with { IsLoopback = true });
        opened.Ledger.Record(Entry(1) with { Outcome = EgressOutcome.Refused });
        opened.Ledger.Record(Entry(2));
        Assert.Equal([Entry(2).Id], (await opened.Ledger.ReadAsync(10, null, onlyOutside: true, Token)).Entries.Select(entry => entry.Id));
        Assert.Equal(3, (await opened.Ledger.ReadAsync(10, null, onlyOutside: false, Token)).Entries.Count);
    }

    [Fact]
    public async Task The_oldest_are_dropped_past_the_bound_and_what_stayed_here_pushes_nothing_out()
    {
        await using var data = new TempData();
        await using (var opened = new Opened(data))
        {
            opened.Ledger.Record(Entry(0));
        }

        await ExecuteAsync(data, $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {EgressLedger.KeptOutside + 100})
            INSERT INTO egress SELECT i * 10, 0, 'http', 'h', 1, 0, 1, 'p', 0, 0, 1, 200 FROM n
            UNION ALL SELECT i * 10 + 1, 0, 'http', 'h', 1, 1, 1, 'p', 0, 0, 1, 200 FROM n;
            """);
        await using (var opened = new Opened(data))
        {
            opened.Ledger.Record(Entry(1));
        }

        Assert.Equal(EgressLedger.KeptOutside, await NumberAsync(data, "SELECT count(*) FROM egress WHERE is_loopback = 0"));
        Assert.Equal(EgressLedger.KeptLoopback, await NumberAsync(data, "SELECT count(*) FROM egress WHERE is_loopback = 1"));
        Assert.Equal(2, await NumberAsync(data, "SELECT count(*) FROM egress WHERE host = 'models.example'"));
    }

    [Fact]
    public async Task A_database_that_cannot_be_written_holds_up_nobody()
    {
        await using var data = new TempData();
        Directory.CreateDirectory(data.Directory.Database);
        var opened = new Opened(data);
        for (var i = 0; i < 20_000; i++)
        {
            opened.Ledger.Record(Entry(i));
        }

        await Assert.ThrowsAsync<StorageException>(() => opened.Ledger.ReadAsync(10, null, onlyOutside: false, Token));
        await opened.DisposeAsync();
    }

    [Fact]
    public async Task A_database_from_before_the_ledger_is_backed_up_and_keeps_every_word()
    {
        await using var data = new TempData();
        await using (var store = data.Open())
        {
            await ConverseAsync(store, "Why?", "A giraffe.");
        }

        await GoBackToFormat1Async(data);
        await using var opened = new Opened(data);
        opened.Ledger.Record(Entry(0));

        await using var chats = new ChatStore(opened.Database, TimeProvider.System, NullLoggerFactory.Instance);
        var chat = Assert.Single((await chats.ListAsync(ChatFilter.Current, 10, null, Token)).Chats);
        Assert.Equal([new TextPart("A giraffe.")], (await chats.GetMessagesAsync(chat.Id, null, null, Token))!.Messages[1].Parts);
        Assert.Single(await chats.SearchAsync("giraffe", SearchFilter.None, 5, Token));
        Assert.Single((await opened.Ledger.ReadAsync(10, null, onlyOutside: false, Token)).Entries);
        Assert.Equal(DatabaseOpener.Format, await NumberAsync(data, "PRAGMA user_version"));
        var backup = Assert.Single(Directory.GetFiles(data.Directory.Backups, $"*-before-{DatabaseOpener.Format}.db"));
        Assert.Equal(2, await NumberAsync(backup, "SELECT count(*) FROM messages"));
        Assert.Equal(0, await NumberAsync(backup, "SELECT count(*) FROM sqlite_master WHERE name = 'egress'"));
    }

    private static EgressEntry Entry(int number) => new(
        new(long.MaxValue / 2 + number), DateTimeOffset.UnixEpoch.AddDays(20_000).AddSeconds(number), "https", "models.example", 443, IsLoopback: false,
        EgressPurpose.Chat, "work", 1000 + number, 2000, EgressOutcome.Ok, 200);

    private static async Task GoBackToFormat1Async(TempData data)
    {
        await using (var connection = new SqliteConnection(Database.ConnectionString(data.Directory)))
        {
            await connection.OpenAsync(Token);
            await using var context = AppDbContext.On(connection);
            await context.GetService<IMigrator>().MigrateAsync("Initial", Token);
        }

        await ExecuteAsync(data, "PRAGMA user_version = 1");
    }

    private static async Task ExecuteAsync(TempData data, string sql)
    {
        await using var connection = new SqliteConnection(Database.ConnectionString(data.Directory));
        await connection.OpenAsync(Token);
        await connection.ExecuteAsync(sql, Token);
    }

    private static Task<long?> NumberAsync(TempData data, string sql) => NumberAsync(data.Directory.Database, sql);

    private static async Task<long?> NumberAsync(string path, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync(Token);
        return await connection.QueryNumberAsync(sql, Token);
    }

    /// <summary>A ledger with its database, as a process has them.</summary>
    private sealed class Opened : IAsyncDisposable
    {
        public Opened(TempData data)
        {
            Database = new(data.Directory, TimeProvider.System, NullLoggerFactory.Instance);
            Ledger = new(Database, TimeProvider.System, NullLoggerFactory.Instance);
        }

        public Database Database { get; }

        public EgressLedger Ledger { get; }

        public async ValueTask DisposeAsync()
        {
            await Ledger.DisposeAsync();
            await Database.DisposeAsync();
        }
    }
}
