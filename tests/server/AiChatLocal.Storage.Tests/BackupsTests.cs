using AiChatLocal.Storage.Maintenance;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using static AiChatLocal.Storage.Tests.TempData;

namespace AiChatLocal.Storage.Tests;

public sealed class BackupsTests
{
    [Fact]
    public async Task The_five_newest_are_kept_and_nothing_else_is_touched()
    {
        await using var data = new TempData();
        await using (var store = data.Open())
        {
            await store.CreateAsync(NewChat(), Token);
        }

        var time = new FakeTimeProvider();
        var backups = new Backups(data.Directory, time);
        List<string> made = [];
        await using (var connection = new SqliteConnection(Database.ConnectionString(data.Directory) + ";Pooling=False"))
        {
            await connection.OpenAsync(Token);
            for (var i = 0; i < 8; i++)
            {
                made.Add(await backups.CreateAsync(connection, "test", Token));
                if (i == 0)
                {
                    await File.WriteAllTextAsync(Path.Combine(data.Directory.Backups, "mine.txt"), "", Token);
                }

                // Far enough that their order crosses months and years.
                time.Advance(TimeSpan.FromDays(150));
            }
        }

        Assert.Equal(made.TakeLast(5).Reverse(), backups.List());
        Assert.Equal([.. made.TakeLast(5), Path.Combine(data.Directory.Backups, "mine.txt")], Directory.EnumerateFiles(data.Directory.Backups).Order(StringComparer.Ordinal));
        Assert.All(backups.List(), backup => Assert.True(new FileInfo(backup).Length > 0));
    }
}
