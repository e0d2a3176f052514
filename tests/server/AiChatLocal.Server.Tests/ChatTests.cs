using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Chat;
using AiChatLocal.Server.Tests.Support;

namespace AiChatLocal.Server.Tests;

public sealed class ChatTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task An_answer_streams_without_gaps_and_is_stored()
    {
        await using var server = await ModelServer.StartAsync("Hel", "lo", " there");
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync();

        var result = await client.SendAsync(chatId, "What do you say?");

        var progress = Assert.IsType<ChatProgress>(client.Received[0]);
        Assert.Equal((result.MessageId, result.UserMessageId), (progress.MessageId, progress.UserMessageId));
        Assert.Equal("Hello there", client.Text);
        Assert.Equal(Enumerable.Range(0, client.Deltas.Count), client.Deltas.Select(delta => delta.Seq));
        Assert.Equal((StopReason.Stop, 7, 3), (result.StopReason, result.Usage?.PromptTokens, result.Usage?.CompletionTokens));
        Assert.True(result.Usage?.TimeToFirstTokenMs > 0 && result.Usage.DurationMs >= result.Usage.TimeToFirstTokenMs);

        var stored = await client.GetAsync(chatId);
        Assert.Equal("What do you say?", stored.Chat.Title);
        Assert.Equal([MessageRole.User, MessageRole.Assistant], stored.Messages.Select(message => message.Role));
        Assert.Equal([new TextPart("Hello there")], stored.Messages[1].Parts);
        Assert.Equal(MessageStatus.Complete, stored.Messages[1].Status);
    }

    [Fact]
    public async Task Cancelled_reply_keeps_partial_text()
    {
        await using var server = await ModelServer.StartAsync(async context =>
        {
            await context.SayAsync("Half of an");
            await context.HoldAsync();
        });
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync();
        using var cancel = new CancellationTokenSource();

        var reply = client.SendUntilAsync(chatId, "Hi", cancel.Token);
        await client.FirstDelta;
        await cancel.CancelAsync();

        Assert.Equal(StopReason.Cancelled, (await reply).StopReason);
        var answer = (await client.GetAsync(chatId)).Messages[^1];
        Assert.Equal(MessageStatus.Cancelled, answer.Status);
        Assert.Equal([new TextPart("Half of an")], answer.Parts);
    }

    [Fact]
    public async Task A_closed_input_saves_what_was_shown()
    {
        await using var server = await ModelServer.StartAsync(async context =>
        {
            await context.SayAsync("Shown");
            await context.HoldAsync();
        });
        string chatId;
        await using (var client = await Client.StartAsync(_directory.Path, server.Url()))
        {
            chatId = await client.CreateChatAsync();
            var reply = client.SendAsync(chatId, "Hi");
            await client.FirstDelta;
            await client.CloseInputAsync();
            Assert.Equal(0, await client.ExitCode.Time());
            Assert.Equal(StopReason.Cancelled, (await reply).StopReason);
        }

        await using var next = await Client.StartAsync(_directory.Path);
        Assert.Equal([new TextPart("Shown")], (await next.GetAsync(chatId)).Messages[^1].Parts);
    }

    [Fact]
    public async Task A_failure_is_told_and_stored_with_what_had_arrived()
    {
        // A reset connection drops what was not read yet, so the server waits until the text has been shown.
        var shown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await ModelServer.StartAsync(async context =>
        {
            await context.SayAsync("Before the end");
            await shown.Task;
            context.Abort();
        });
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync();

        var failing = client.FailAsync<ChatSendParams, ChatReplyResult>(new(chatId, "r1", "Hi", ModelServer.Model));
        await client.FirstDelta;
        shown.SetResult();
        var error = await failing;

        Assert.Equal(RpcErrorCode.ProviderFailed, error.Code);
        Assert.False(string.IsNullOrEmpty(error.ErrorData?.Fix));
        var answer = (await client.GetAsync(chatId)).Messages[^1];
        Assert.Equal(MessageStatus.Failed, answer.Status);
        Assert.Equal(error.Message, answer.Error?.Message);
        Assert.Equal([new TextPart("Before the end")], answer.Parts);
    }

    [Fact]
    public async Task A_chat_answers_one_question_at_a_time()
    {
        await using var server = await ModelServer.StartAsync(async context =>
        {
            await context.SayAsync("First");
            await context.HoldAsync();
        });
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync();
        using var cancel = new CancellationTokenSource();
        var first = client.SendUntilAsync(chatId, "One", cancel.Token);
        await client.FirstDelta;

        var error = await client.FailAsync<ChatSendParams, ChatReplyResult>(new(chatId, "r2", "Two", ModelServer.Model));

        Assert.Equal(RpcErrorCode.Conflict, error.Code);
        await cancel.CancelAsync();
        await first;
        Assert.Equal(2, (await client.GetAsync(chatId)).Messages.Count);
    }

    [Fact]
    public async Task Thinking_is_shown_and_stored_but_never_sent_back()
    {
        await using var server = await ModelServer.StartAsync(async context =>
        {
            await context.ThinkAsync("secret musing");
            await context.SayAsync("Answer");
            await context.EndAsync();
        });
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync("Be brief.");
        await client.SendAsync(chatId, "One");
        await client.SendAsync(chatId, "Two");

        var answer = (await client.GetAsync(chatId)).Messages[1];
        Assert.Equal([new ThinkingPart("secret musing"), new TextPart("Answer")], answer.Parts);
        var second = server.Requests[^1].Body;
        Assert.Contains("Be brief.", second, StringComparison.Ordinal);
        Assert.Contains("Answer", second, StringComparison.Ordinal);
        Assert.DoesNotContain("secret musing", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_asked_again_gets_a_sibling_of_the_old_answer()
    {
        await using var server = await ModelServer.StartAsync("Again");
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync();
        var first = await client.SendAsync(chatId, "One");

        var second = await client.AskAsync<ChatRegenerateParams, ChatReplyResult>(new(chatId, first.MessageId, "r2", ModelServer.Model));

        Assert.Equal(first.UserMessageId, second.UserMessageId);
        Assert.Equal([first.UserMessageId, second.MessageId], (await client.GetAsync(chatId)).Messages.Select(message => message.MessageId));
    }

    [Fact]
    public async Task What_was_asked_and_answered_is_found()
    {
        await using var server = await ModelServer.StartAsync("The capital is Ljubljana.");
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync();
        var reply = await client.SendAsync(chatId, "Slovenia?");

        var hit = Assert.Single((await client.AskAsync<ChatSearchParams, ChatSearchResult>(new("ljublj"))).Hits);

        Assert.Equal((chatId, reply.MessageId), (hit.ChatId, hit.MessageId));
    }

    [Fact]
    public async Task An_unknown_chat_is_not_found()
    {
        await using var client = await Client.StartAsync(_directory.Path);
        var error = await client.FailAsync<ChatGetParams, ChatGetResult>(new("nonsense"));
        Assert.Equal(RpcErrorCode.NotFound, error.Code);
    }
}
