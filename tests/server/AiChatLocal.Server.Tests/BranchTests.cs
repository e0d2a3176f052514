using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Chat;
using AiChatLocal.Server.Tests.Support;

namespace AiChatLocal.Server.Tests;

public sealed class BranchTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task An_edited_question_is_a_sibling_and_what_followed_is_kept_beside_it()
    {
        await using var server = await ModelServer.StartAsync("Answer");
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync();
        var first = await client.SendAsync(chatId, "Frist?");
        await client.SendAsync(chatId, "Follow?");

        await client.AskAsync<ChatSendParams, ChatReplyResult>(new(chatId, "r3", "First?", ModelServer.Model, EditOf: first.UserMessageId));

        Assert.DoesNotContain("Frist", server.Requests[^1].Body, StringComparison.Ordinal);
        var edited = await client.GetAsync(chatId);
        Assert.Equal(["First?", "Answer"], edited.Messages.Select(TextOf));
        Assert.Equal(first.UserMessageId, edited.Messages[0].Siblings![0]);
        await client.AskAsync<ChatSelectBranchParams, EmptyResult>(new(chatId, first.UserMessageId));
        Assert.Equal(["Frist?", "Answer", "Follow?", "Answer"], (await client.GetAsync(chatId)).Messages.Select(TextOf));
    }

    [Fact]
    public async Task A_picture_of_the_chat_is_attached_anew_by_its_id()
    {
        await using var server = await ModelServer.StartAsync("Answer");
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync();
        var picture = new ImagePart("image/png", Convert.ToBase64String([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 7]), "a.png");
        var first = await client.AskAsync<ChatSendParams, ChatReplyResult>(new(chatId, "r1", "What?", ModelServer.Model, [picture]));
        var stored = Assert.IsType<ImagePart>((await client.GetAsync(chatId)).Messages[0].Parts[0]);

        await client.AskAsync<ChatSendParams, ChatReplyResult>(
            new(chatId, "r2", "What is it?", ModelServer.Model, [stored with { SizeBytes = null }], EditOf: first.UserMessageId));

        Assert.Contains(picture.Data!, server.Requests[^1].Body, StringComparison.Ordinal);
        var copy = Assert.IsType<ImagePart>((await client.GetAsync(chatId)).Messages[0].Parts[0]);
        Assert.NotEqual(stored.AttachmentId, copy.AttachmentId);
        Assert.Equal(("a.png", 9), (copy.FileName, copy.SizeBytes));
        var refused = await client.FailAsync<ChatSendParams, ChatReplyResult>(
            new(await client.CreateChatAsync(), "r3", "Mine?", ModelServer.Model, [new ImagePart("image/png", AttachmentId: stored.AttachmentId)]));
        Assert.Equal(RpcErrorCode.NotFound, refused.Code);
    }

    [Fact]
    public async Task A_cut_answer_goes_on_in_its_place_with_its_figures_added()
    {
        var calls = 0;
        await using var server = await ModelServer.StartAsync(async context =>
        {
            await context.SayAsync(calls++ == 0 ? "One, two, th" : "ree, four.");
            await context.EndAsync(calls == 1 ? "length" : "stop");
        });
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync();
        var cut = await client.SendAsync(chatId, "Count.");
        Assert.Equal(StopReason.Length, cut.StopReason);
        Assert.True((await client.GetAsync(chatId)).Messages[1].Cut);

        var whole = await client.AskAsync<ChatContinueParams, ChatReplyResult>(new(chatId, cut.MessageId, "r2"));

        Assert.Equal((cut.MessageId, cut.UserMessageId, StopReason.Stop, 6), (whole.MessageId, whole.UserMessageId, whole.StopReason, whole.Usage!.CompletionTokens));
        var answer = (await client.GetAsync(chatId)).Messages[1];
        Assert.Equal(("One, two, three, four.", null), (TextOf(answer), answer.Cut));
        Assert.Equal("One, two, three, four.", string.Concat(client.Deltas.Where(delta => delta.ReplyId == "r2").SelectMany(delta => delta.Parts).OfType<TextPart>().Select(part => part.Text)));
        Assert.Contains("cut off", server.Requests[^1].Body, StringComparison.Ordinal);
        Assert.DoesNotContain((await client.GetAsync(chatId)).Messages, message => TextOf(message).Contains("cut off", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_the_last_answer_is_continued()
    {
        await using var server = await ModelServer.StartAsync("Answer");
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync();
        var first = await client.SendAsync(chatId, "First?");
        await client.SendAsync(chatId, "Second?");

        var error = await client.FailAsync<ChatContinueParams, ChatReplyResult>(new(chatId, first.MessageId, "r3"));
        Assert.Equal(RpcErrorCode.InvalidParams, error.Code);
        error = await client.FailAsync<ChatContinueParams, ChatReplyResult>(new(chatId, first.UserMessageId, "r4"));
        Assert.Equal(RpcErrorCode.InvalidParams, error.Code);
    }

    [Fact]
    public async Task A_fork_goes_on_by_itself()
    {
        await using var server = await ModelServer.StartAsync("Answer");
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync();
        var first = await client.SendAsync(chatId, "First?");
        await client.SendAsync(chatId, "Second?");

        var fork = (await client.AskAsync<ChatForkParams, ChatForkResult>(new(chatId, first.MessageId))).ChatId;
        await client.SendAsync(fork, "Third?");

        Assert.Equal(["First?", "Answer", "Third?", "Answer"], (await client.GetAsync(fork)).Messages.Select(TextOf));
        Assert.Equal(["First?", "Answer", "Second?", "Answer"], (await client.GetAsync(chatId)).Messages.Select(TextOf));
    }

    [Fact]
    public async Task Branches_stay_as_they_are_while_an_answer_runs()
    {
        await using var server = await ModelServer.StartAsync(async context =>
        {
            await context.SayAsync("Half");
            await context.HoldAsync();
        });
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync();
        using var stop = new CancellationTokenSource();
        var running = client.SendUntilAsync(chatId, "Hi", stop.Token);
        await client.FirstDelta;
        // It is written behind the answer: storage never stands before a first token.
        var question = client.Received.OfType<ChatProgress>().First(progress => progress.UserMessageId is not null).UserMessageId!;

        var error = await client.FailAsync<ChatDeleteMessageParams, EmptyResult>(new(chatId, question));
        Assert.Equal(RpcErrorCode.Conflict, error.Code);
        await stop.CancelAsync();
        await running;
        await client.AskAsync<ChatDeleteMessageParams, EmptyResult>(new(chatId, question));
        Assert.Empty((await client.GetAsync(chatId)).Messages);
    }

    [Fact]
    public async Task A_chat_is_forked_while_its_answer_runs_and_neither_disturbs_the_other()
    {
        var asked = 0;
        await using var server = await ModelServer.StartAsync(async context =>
        {
            await context.SayAsync($"Answer {++asked}");
            await (asked == 2 ? context.HoldAsync() : context.EndAsync());
        });
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync();
        var first = await client.SendAsync(chatId, "First?");
        using var stop = new CancellationTokenSource();
        var running = client.AskUntilAsync<ChatSendParams, ChatReplyResult>(new(chatId, "r2", "Second?", ModelServer.Model), stop.Token);
        await client.WaitForAsync<ChatDelta>(delta => delta.ReplyId == "r2");

        var fork = (await client.AskAsync<ChatForkParams, ChatForkResult>(new(chatId, first.MessageId))).ChatId;
        var elsewhere = await client.AskAsync<ChatSendParams, ChatReplyResult>(new(fork, "r3", "Third?", ModelServer.Model));

        Assert.False(running.IsCompleted);
        await stop.CancelAsync();
        Assert.Equal(StopReason.Cancelled, (await running).StopReason);
        Assert.Equal(StopReason.Stop, elsewhere.StopReason);
        Assert.Equal(["First?", "Answer 1", "Second?", "Answer 2"], (await client.GetAsync(chatId)).Messages.Select(TextOf));
        Assert.Equal(["First?", "Answer 1", "Third?", "Answer 3"], (await client.GetAsync(fork)).Messages.Select(TextOf));
    }

    [Fact]
    public async Task A_fork_at_the_answer_that_runs_holds_what_is_there_and_waits_for_nothing()
    {
        await using var server = await ModelServer.StartAsync(async context =>
        {
            await context.SayAsync("Half");
            await context.HoldAsync();
        });
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync();
        using var stop = new CancellationTokenSource();
        var running = client.SendUntilAsync(chatId, "Hi", stop.Token);
        await client.FirstDelta;
        var answer = client.Received.OfType<ChatProgress>().First(progress => progress.MessageId is not null).MessageId!;
        await client.StoredAsync(chatId, answer);

        var fork = (await client.AskAsync<ChatForkParams, ChatForkResult>(new(chatId, answer))).ChatId;

        Assert.NotEqual(MessageStatus.Streaming, (await client.GetAsync(fork)).Messages[^1].Status);
        await stop.CancelAsync();
        await running;
        Assert.Equal(MessageStatus.Cancelled, (await client.GetAsync(chatId)).Messages[^1].Status);
        Assert.Equal(2, (await client.GetAsync(fork)).Messages.Count);
    }

    [Fact]
    public async Task An_answer_is_rated_and_the_rating_taken_back()
    {
        await using var server = await ModelServer.StartAsync("Answer");
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync();
        var reply = await client.SendAsync(chatId, "Good?");
        await client.AskAsync<ChatRateParams, EmptyResult>(new(chatId, reply.MessageId, Rating.Up));
        Assert.Equal(Rating.Up, (await client.GetAsync(chatId)).Messages[1].Rating);
        await client.AskAsync<ChatRateParams, EmptyResult>(new(chatId, reply.MessageId));
        Assert.Null((await client.GetAsync(chatId)).Messages[1].Rating);
        Assert.Equal(RpcErrorCode.NotFound, (await client.FailAsync<ChatRateParams, EmptyResult>(new(chatId, reply.UserMessageId, Rating.Up))).Code);
    }

    [Fact]
    public async Task A_chat_asks_in_its_own_way_where_a_question_does_not_say_so()
    {
        await using var server = await ModelServer.StartAsync("Answer");
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync();
        await client.AskAsync<ChatUpdateParams, EmptyResult>(
            new(chatId, SystemPrompt: "Speak like a pirate.", Settings: new(new(Temperature: 0.25, MaxTokens: 99)), Tags: [" #Sea ", "sea", ""], Folder: " Ships "));

        await client.AskAsync<ChatSendParams, ChatReplyResult>(new(chatId, "r1", "Ahoy?", ModelServer.Model, Options: new(MaxTokens: 7)));

        Assert.Contains("Speak like a pirate.", server.Requests[^1].Body, StringComparison.Ordinal);
        Assert.Contains("\"temperature\":0.25", server.Requests[^1].Body, StringComparison.Ordinal);
        Assert.Contains("\"max_tokens\":7", server.Requests[^1].Body, StringComparison.Ordinal);
        var chat = (await client.GetAsync(chatId)).Chat;
        Assert.Equal(("Ships", "Sea", 0.25), (chat.Folder, Assert.Single(chat.Tags!), chat.Options!.Temperature));
        var labels = await client.AskAsync<ChatLabelsParams, ChatLabelsResult>(new());
        Assert.Equal((new ChatLabel("Ships", 1), new ChatLabel("Sea", 1)), (Assert.Single(labels.Folders), Assert.Single(labels.Tags)));
        Assert.Equal(chatId, Assert.Single((await client.AskAsync<ChatListParams, ChatListResult>(new(Tag: "Sea"))).Chats).ChatId);
        var refused = await client.FailAsync<ChatUpdateParams, EmptyResult>(new(chatId, Settings: new(Preset: "No such preset")));
        Assert.Equal(RpcErrorCode.NotFound, refused.Code);
        Assert.Equal(RpcErrorCode.InvalidParams, (await client.FailAsync<ChatUpdateParams, EmptyResult>(new(chatId, Folder: new('a', 81)))).Code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(true)]
    public async Task A_chat_begins_with_settings_of_its_own_also_a_temporary_one(bool? temporary)
    {
        await using var server = await ModelServer.StartAsync("Arr");
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var asks = new ChatCreateParams(SystemPrompt: "Speak like a pirate.", Temporary: temporary, Settings: new(new(Temperature: 0.25)));
        var chatId = (await client.AskAsync<ChatCreateParams, ChatCreateResult>(asks)).ChatId;

        await client.SendAsync(chatId, "Ahoy?");

        Assert.Contains("Speak like a pirate.", server.Requests[^1].Body, StringComparison.Ordinal);
        Assert.Contains("\"temperature\":0.25", server.Requests[^1].Body, StringComparison.Ordinal);
        Assert.Equal(0.25, (await client.GetAsync(chatId)).Chat.Options!.Temperature);
        var refused = await client.FailAsync<ChatCreateParams, ChatCreateResult>(asks with { Settings = new(Preset: "No such preset") });
        Assert.Equal(RpcErrorCode.NotFound, refused.Code);
    }

    private static string TextOf(ChatMessage message) => string.Concat(message.Parts.OfType<TextPart>().Select(part => part.Text));
}
