using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Chat;
using AiChatLocal.Server.Features.Chat;
using AiChatLocal.Server.Tests.Support;

namespace AiChatLocal.Server.Tests;

/// <summary>What the composer shows before a question is asked, and what a chat is called after its first one.</summary>
public sealed class ComposerTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_context_is_measured_by_part_and_nothing_is_sent_for_it()
    {
        await using var server = await ModelServer.StartAsync("Hello");
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync("Be brief, please.");
        var file = new SelectionPart("a.txt", "plaintext", 1, 1, new string('a', 400), Whole: true);
        await client.AskAsync<ChatSendParams, ChatReplyResult>(new(chatId, "r1", "Hi there, how are you?", "fake/other", [file]));
        await client.AskAsync<ChatUpdateParams, EmptyResult>(new(chatId, Settings: new(new(ContextLength: 4096))));
        var asked = server.Requests.Count(request => request.Method == "POST");

        var use = await client.AskAsync<ChatContextUseParams, ChatContextUseResult>(new(chatId, ModelServer.Model));

        Assert.Equal((ModelServer.Model, 4096, 100, true), (use.Model, use.Window, use.Files, use.Estimated));
        Assert.InRange(use.System, 4, 6);
        Assert.InRange(use.History, 10, 40);
        Assert.Equal(asked, server.Requests.Count(request => request.Method == "POST"));
        Assert.Contains("a.txt:\\n", server.Requests.Last(request => request.Method == "POST").Body, StringComparison.Ordinal);
        Assert.True(Assert.IsType<SelectionPart>((await client.GetAsync(chatId)).Messages[0].Parts[0]).Whole);
    }

    [Fact]
    public async Task What_the_model_counted_itself_is_no_estimate()
    {
        await using var server = await ModelServer.StartAsync("Hello");
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync();
        await client.SendAsync(chatId, "Hi");

        var use = await client.AskAsync<ChatContextUseParams, ChatContextUseResult>(new(chatId, ModelServer.Model));
        Assert.Equal((10, false), (use.History, use.Estimated));
        var other = await client.AskAsync<ChatContextUseParams, ChatContextUseResult>(new(chatId, "fake/other"));
        Assert.True(other.Estimated);
    }

    [Fact]
    public async Task A_model_on_this_machine_names_a_chat_once_and_never_over_the_user()
    {
        await using var server = await ModelServer.StartAsync("<think>Hm.</think>\"Greeting a friend.\"\nMore words");
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync();
        await client.SendAsync(chatId, "Hi there");

        var named = await client.AskAsync<ChatSuggestTitleParams, ChatSuggestTitleResult>(new(chatId));

        Assert.Equal(("Greeting a friend", true), (named.Title, named.Changed));
        Assert.Equal("Greeting a friend", (await client.GetAsync(chatId)).Chat.Title);
        Assert.Equal(2, (await client.GetAsync(chatId)).Messages.Count);
        await client.AskAsync<ChatRenameParams, EmptyResult>(new(chatId, "Mine"));
        var asked = server.Requests.Count;
        var kept = await client.AskAsync<ChatSuggestTitleParams, ChatSuggestTitleResult>(new(chatId));
        Assert.Equal(("Mine", false, asked), (kept.Title, kept.Changed, server.Requests.Count));
    }

    [Theory]
    [InlineData("Title: Reading files in C#", "Reading files in C#")]
    [InlineData("**Reading files**", "Reading files")]
    [InlineData("<think>unfinished", null)]
    [InlineData("   ", null)]
    [InlineData("This is a very long sentence that goes on and on instead of being a title of few words.", null)]
    public void What_a_model_writes_is_cut_to_a_title(string written, string? title) => Assert.Equal(title, ChatTitles.Clean(written));
}
