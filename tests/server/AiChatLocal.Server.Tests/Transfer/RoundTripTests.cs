using System.Text;
using System.Text.Json;
using AiChatLocal.Core.Chats;
using AiChatLocal.Core.Transfer;
using AiChatLocal.Protocol.Transfer;
using static AiChatLocal.Server.Tests.Transfer.History;

namespace AiChatLocal.Server.Tests.Transfer;

/// <summary>JSON: what is exported comes back as it was.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public async Task Everything_comes_back_equal_to_the_byte()
    {
        await using var before = new History();
        await before.Archive.AddAsync(SampleChats.Everything(), Token);
        await before.Archive.AddAsync(SampleChats.Plain(100, "Plain", "Hi", "Hello"), Token);
        await before.Archive.AddAsync(SampleChats.Everything() with { Chat = SampleChats.Everything().Chat with { Id = SampleChats.Id(200), Origin = null }, Messages = [], LeafId = null }, Token);
        var exported = await before.ExportAsync();

        await using var after = new History();
        var report = await after.ImportAsync(exported);
        var again = await after.ExportAsync();

        Assert.Equal(await File.ReadAllTextAsync(exported, Token), await File.ReadAllTextAsync(again, Token));
        Assert.Equal(await File.ReadAllBytesAsync(exported, Token), await File.ReadAllBytesAsync(again, Token));
        Assert.Equal(new ImportedSource("AI Chat Local", 3, 0, 0, 8), Assert.Single(report.Sources));
        Assert.Equal((await before.ReadAsync()).Select(Describe), (await after.ReadAsync()).Select(Describe));
        Assert.Equal((await before.Sidecar.Chats.ListAsync(ChatFilter.Current, 10, null, Token)).Chats, (await after.Sidecar.Chats.ListAsync(ChatFilter.Current, 10, null, Token)).Chats);
        Assert.Single(await after.Sidecar.Chats.SearchAsync("Because", SearchFilter.None, 5, Token));
    }

    [Fact]
    public async Task The_file_names_its_format_and_holds_what_was_put_in()
    {
        await using var history = new History();
        await history.Archive.AddAsync(SampleChats.Everything(), Token);
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(await history.ExportAsync(), Token));

        Assert.Equal(("ai-chat-local", 1), (file.RootElement.GetProperty("format").GetString(), file.RootElement.GetProperty("version").GetInt32()));
        var chat = file.RootElement.GetProperty("chats")[0];
        Assert.Equal(("Work", "other:1", 6), (chat.GetProperty("folder").GetString(), chat.GetProperty("origin").GetString(), chat.GetProperty("messages").GetArrayLength()));
        Assert.Contains("c2ln", chat.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("iVBORw0KGgo", chat.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_import_adds_nothing_and_a_dry_run_writes_nothing()
    {
        await using var before = new History();
        await before.Archive.AddAsync(SampleChats.Everything(), Token);
        var exported = await before.ExportAsync();
        await using var after = new History();

        var plan = await after.ImportAsync(exported, dryRun: true);
        Assert.Equal(new ImportedSource("AI Chat Local", 1, 0, 0, 6), Assert.Single(plan.Sources));
        Assert.Empty(await after.ReadAsync());

        await after.ImportAsync(exported);
        var second = await after.ImportAsync(exported);
        Assert.Equal(new ImportedSource("AI Chat Local", 0, 0, 1, 0), Assert.Single(second.Sources));
        Assert.Equal(await File.ReadAllBytesAsync(exported, Token), await File.ReadAllBytesAsync(await after.ExportAsync(), Token));
    }

    [Fact]
    public async Task What_was_written_elsewhere_since_is_added_and_what_was_changed_here_stays()
    {
        await using var before = new History();
        var whole = SampleChats.Plain(100, "Plain", "Hi", "Hello");
        await before.Archive.AddAsync(whole, Token);
        var exported = await before.ExportAsync();
        await using var after = new History();
        await after.Archive.AddAsync(whole with { Messages = [whole.Messages[0]], LeafId = whole.Messages[0].Id }, Token);
        await after.Sidecar.Chats.RenameAsync(whole.Chat.Id, "Mine", TitleSource.User, Token);

        var report = await after.ImportAsync(exported);

        Assert.Equal(new ImportedSource("AI Chat Local", 0, 1, 0, 1), Assert.Single(report.Sources));
        var chat = Assert.Single(await after.ReadAsync());
        Assert.Equal(("Mine", 2, whole.LeafId), (chat.Chat.Title, chat.Messages.Count, chat.LeafId));
    }

    [Fact]
    public async Task A_branch_that_was_chosen_here_stays_the_current_one()
    {
        await using var before = new History();
        var everything = SampleChats.Everything();
        await before.Archive.AddAsync(everything, Token);
        var exported = await before.ExportAsync();
        await using var after = new History();
        var kept = everything.Messages.Where(message => message.Id != everything.LeafId).ToList();
        await after.Archive.AddAsync(everything with { Messages = kept, LeafId = kept[1].Id }, Token);

        await after.ImportAsync(exported);

        var chat = Assert.Single(await after.ReadAsync());
        Assert.Equal((6, kept[1].Id), (chat.Messages.Count, chat.LeafId));
    }

    [Fact]
    public async Task An_id_that_another_chat_has_is_replaced_the_same_way_each_time()
    {
        await using var history = new History();
        await history.Archive.AddAsync(SampleChats.Plain(100, "First", "One", "1"), Token);
        var other = SampleChats.Plain(100, "Second", "Two", "2");
        other = other with { Chat = other.Chat with { Origin = "other:2" } };

        Assert.Equal(AdditionKind.New, (await history.Archive.AddAsync(other, Token)).Kind);
        Assert.Equal(AdditionKind.Known, (await history.Archive.AddAsync(other, Token)).Kind);

        var chats = await history.ReadAsync();
        Assert.Equal(["First", "Second"], chats.Select(chat => chat.Chat.Title));
        Assert.All(chats, chat => Assert.Equal(2, chat.Messages.Count));
    }

    [Fact]
    public async Task A_message_that_follows_itself_begins_a_branch()
    {
        var chat = SampleChats.Plain(100, "Circle", "One", "1");
        var (one, two) = (chat.Messages[0] with { ParentId = chat.Messages[1].Id }, chat.Messages[1]);
        await using var history = new History();

        await history.Archive.AddAsync(chat with { Messages = [one, two, two with { Id = SampleChats.Id(999), ParentId = SampleChats.Id(998) }] }, Token);

        var read = Assert.Single(await history.ReadAsync());
        Assert.Equal(3, read.Messages.Count);
        Assert.Equal(2, read.Messages.Count(message => message.ParentId is null));
        Assert.NotEmpty((await history.Sidecar.Chats.GetMessagesAsync(read.Chat.Id, null, null, Token))!.Messages);
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused_before_anything_is_written()
    {
        await using var history = new History();
        var file = history.File("newer.json", """{"format":"ai-chat-local","version":2,"chats":[]}""");
        var refused = await Assert.ThrowsAsync<AiChatLocal.Core.RequestException>(() => history.ImportAsync(file));
        Assert.Equal("newerVersion", refused.Problem.Kind);
    }

    [Fact]
    public async Task A_damaged_chat_is_reported_and_the_others_are_imported()
    {
        await using var before = new History();
        await before.Archive.AddAsync(SampleChats.Plain(100, "First", "One", "1"), Token);
        await before.Archive.AddAsync(SampleChats.Plain(200, "Second", "Two", "2"), Token);
        await before.Archive.AddAsync(SampleChats.Plain(300, "Third", "Three", "3"), Token);
        var lines = await File.ReadAllLinesAsync(await before.ExportAsync(), Token);
        lines[2] = lines[2].Replace("\"role\":\"user\"", "\"role\":\"somebody\"", StringComparison.Ordinal);
        await using var after = new History();

        var report = await after.ImportAsync(after.File("damaged.json", string.Join('\n', lines)));

        Assert.Equal(["First", "Third"], (await after.ReadAsync()).Select(chat => chat.Chat.Title));
        var failure = Assert.Single(report.Failures);
        Assert.Equal(("damaged.json", "Second", false), (failure.File, failure.Item, failure.IsPartial));

        var cut = Encoding.UTF8.GetString(await File.ReadAllBytesAsync(await before.ExportAsync(), Token))[..^200];
        await using var third = new History();
        report = await third.ImportAsync(third.File("cut.json", cut));
        Assert.Equal(["First", "Second"], (await third.ReadAsync()).Select(chat => chat.Chat.Title));
        Assert.Equal("the rest of the file", Assert.Single(report.Failures).Item);
    }

    [Fact]
    public async Task Members_in_another_order_are_read_too()
    {
        await using var before = new History();
        await before.Archive.AddAsync(SampleChats.Plain(100, "First", "One", "1"), Token);
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(await before.ExportAsync(), Token));
        await using var after = new History();
        var turned = after.File("turned.json", $$"""{"chats":{{file.RootElement.GetProperty("chats").GetRawText()}},"version":1,"format":"ai-chat-local"}""");

        await after.ImportAsync(turned);

        Assert.Equal("First", Assert.Single(await after.ReadAsync()).Chat.Title);
    }
}
