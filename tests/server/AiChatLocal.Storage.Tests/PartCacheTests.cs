using AiChatLocal.Core.Chats;
using AiChatLocal.Storage.Reading;
using static AiChatLocal.Storage.Tests.TempData;

namespace AiChatLocal.Storage.Tests;

public sealed class PartCacheTests
{
    /// <summary>What each message counts beside its text.</summary>
    private const int PerMessage = 128;

    private static readonly PartsVersion Version = new(1, 10);

    [Fact]
    public void Parts_are_found_under_the_version_that_was_read_alone()
    {
        var cache = new PartCache(4000);
        Keep(cache, 1, 200);

        Assert.True(cache.TryGet(1, Version, out var parts));
        Assert.Equal([new TextPart("Message 1")], parts);
        Assert.False(cache.TryGet(1, Version with { Rows = 2 }, out _));
        Assert.False(cache.TryGet(1, Version with { LastRow = 11 }, out _));
        Assert.False(cache.TryGet(2, Version, out _));
    }

    [Fact]
    public void What_was_not_read_for_longest_is_forgotten()
    {
        var cache = new PartCache(4000);
        for (var message = 1; message <= 10; message++)
        {
            Keep(cache, message, 400);
            Assert.True(cache.TryGet(1, Version, out _));
        }

        Assert.False(cache.TryGet(2, Version, out _));
        Assert.True(cache.TryGet(10, Version, out _));
    }

    [Fact]
    public void What_would_fill_it_alone_is_not_kept()
    {
        var cache = new PartCache(4000);
        Keep(cache, 1, 400);
        Keep(cache, 2, 2001);
        Keep(cache, 3, 2001);

        Assert.True(cache.TryGet(1, Version, out _));
        Assert.False(cache.TryGet(2, Version, out _));
    }

    [Fact]
    public void A_message_that_is_kept_again_counts_once()
    {
        var cache = new PartCache(4000);
        Keep(cache, 1, 400);
        for (var time = 0; time < 10; time++)
        {
            Keep(cache, 2, 1200);
        }

        Assert.True(cache.TryGet(1, Version, out _));
    }

    [Fact]
    public void What_was_read_before_all_is_forgotten_is_not_kept_after_it()
    {
        var cache = new PartCache(4000);
        Keep(cache, 1, 400);
        var before = cache.Generation;
        cache.Clear();
        cache.Keep(before, 2, Version, [new TextPart("Late")], 4);

        Assert.False(cache.TryGet(1, Version, out _));
        Assert.False(cache.TryGet(2, Version, out _));
    }

    [Fact]
    public async Task What_another_process_adds_to_an_answer_is_read()
    {
        await using var data = new TempData();
        var (ours, theirs) = (data.Open(), data.Open());
        var (chat, _, reply) = await ConverseAsync(ours, "Why?", "Half of a gira");
        var read = (await ours.GetMessagesAsync(chat.Id, limit: null, before: null, Token))!.Messages[1];

        var journal = theirs.BeginReply(new(read with { Status = MessageStatus.Streaming }, Question: null));
        await journal.AppendTextAsync("ffe.", Token);
        await journal.CompleteAsync(new(MessageStatus.Complete), Token);

        var again = (await ours.GetMessagesAsync(chat.Id, limit: null, before: null, Token))!.Messages[1];
        Assert.Equal((reply.Id, "Half of a giraffe."), (again.Id, Assert.IsType<TextPart>(Assert.Single(again.Parts)).Text));
    }

    [Fact]
    public async Task Messages_that_were_read_before_are_the_same_objects()
    {
        await using var data = new TempData();
        var store = data.Open();
        var (chat, _, _) = await ConverseAsync(store, "Why?", "Because.");

        var first = (await store.GetMessagesAsync(chat.Id, limit: null, before: null, Token))!.Messages;
        var second = (await store.GetMessagesAsync(chat.Id, limit: 1, before: null, Token))!.Messages;

        Assert.Same(first[1].Parts, second[0].Parts);
    }

    private static void Keep(PartCache cache, long message, long characters) =>
        cache.Keep(cache.Generation, message, Version, [new TextPart($"Message {message}")], characters - PerMessage);
}
