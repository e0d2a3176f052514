using AiChatLocal.Core.Chats;
using AiChatLocal.Storage.Reading;
using static AiChatLocal.Storage.Tests.TempData;

namespace AiChatLocal.Storage.Tests;

public sealed class SearchTests
{
    [Theory]
    [InlineData("zebra", 1)]
    [InlineData("zeb", 1)]
    [InlineData("quick zebra", 1)]
    [InlineData("\"quick zebra\"", 0)]
    [InlineData("\"quick brown\"", 1)]
    [InlineData("secret", 0)]
    [InlineData("Überraschung", 1)]
    [InlineData("uberraschung", 1)]
    [InlineData("absent", 0)]
    public async Task Words_phrases_and_beginnings_are_found_and_thinking_is_not(string query, int hits)
    {
        await using var data = new TempData();
        var store = data.Open();
        var chat = NewChat("Animals");
        var question = Question(chat, "What does the quick brown fox see?");
        var journal = store.BeginReply(new(Reply(question), question, chat));
        await journal.AppendThinkingAsync("a secret", Token);
        await journal.AppendTextAsync("The quick grey fox sees a zebra, what an Überraschung: the quick brown fox is gone", Token);
        await journal.CompleteAsync(new(MessageStatus.Complete), Token);

        var found = await store.SearchAsync(query, SearchFilter.None, 10, Token);
        if (hits == 0)
        {
            Assert.Empty(found);
            return;
        }

        Assert.Contains(found, hit => hit.Role == MessageRole.Assistant && hit.ChatId == chat.Id && hit.ChatTitle == "Animals");
        Assert.All(found, hit => Assert.Contains(SearchHit.MatchStart, hit.Snippet));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\"")]
    [InlineData("\"\"")]
    [InlineData("* AND (")]
    [InlineData("a\"b")]
    [InlineData("NEAR(x y)")]
    [InlineData("text:x OR -y")]
    [InlineData("'; DROP TABLE chats; --")]
    [InlineData("\0")]
    [InlineData("^a {b} ~c :d")]
    [InlineData("💥 \ud800")]
    public async Task Any_text_is_a_valid_query(string query)
    {
        await using var data = new TempData();
        var store = data.Open();
        await ConverseAsync(store, "Why?", "Because.");
        await store.SearchAsync(query, SearchFilter.None, 10, Token);
        Assert.Single((await store.ListAsync(ChatFilter.Current, 10, null, Token)).Chats);
    }

    [Theory]
    [InlineData("one two", "\"one\" \"two\"*")]
    [InlineData("\"one two\"", "\"one two\"")]
    [InlineData("x", "\"x\"")]
    [InlineData("a \"b c\" d\"", "\"a\" \"b c\" \"d\"")]
    [InlineData("!!", null)]
    public void A_query_is_quoted(string text, string? expected) => Assert.Equal(expected, SearchQuery.Parse(text));

    [Fact]
    public async Task What_is_deleted_is_not_found()
    {
        await using var data = new TempData();
        var store = data.Open();
        var (chat, _, _) = await ConverseAsync(store, "Why?", "A giraffe.");
        Assert.NotEmpty(await store.SearchAsync("giraffe", SearchFilter.None, 10, Token));
        await store.DeleteAsync(chat.Id, Token);
        Assert.Empty(await store.SearchAsync("giraffe", SearchFilter.None, 10, Token));
        Assert.All(await data.Doctor().RunAsync(repair: false, Token), check => Assert.Equal(Core.Diagnostics.CheckStatus.Ok, check.Status));
    }
}
