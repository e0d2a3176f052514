using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Chat;
using AiChatLocal.Protocol.Providers;
using AiChatLocal.Providers.Tests.Support;
using AiChatLocal.Server.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace AiChatLocal.Server.Tests;

/// <summary>One question is answered by several models at once.</summary>
public sealed class SideBySideTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_question_is_asked_of_further_models_while_its_first_answer_runs_and_the_first_stays_the_current_one(bool temporary)
    {
        await using var client = await Client.StartAsync(_directory.Path);
        await using var models = await Models.StartAsync(client);
        var chatId = (await client.AskAsync<ChatCreateParams, ChatCreateResult>(new(Temporary: temporary))).ChatId;
        await client.AskAsync<ChatSendParams, ChatReplyResult>(new(chatId, "r0", "Before?", "quick/small"));

        var first = client.AskAsync<ChatSendParams, ChatReplyResult>(new(chatId, "first", "Why?", "held-a/small"));
        var question = await QuestionOfAsync(client, "first");
        var second = client.AskAsync<ChatRegenerateParams, ChatReplyResult>(new(chatId, question, "second", "held-b/small"));
        await QuestionOfAsync(client, "second");
        var third = await client.AskAsync<ChatRegenerateParams, ChatReplyResult>(new(chatId, question, "third", "quick/small"));
        Assert.Equal((question, StopReason.Stop), (third.UserMessageId, third.StopReason));

        await client.WaitForAsync<ChatDelta>(delta => delta.ReplyId == "second");
        var refused = await client.FailAsync<ChatSendParams, ChatReplyResult>(new(chatId, "no", "Another?", "quick/small"));
        Assert.Equal(RpcErrorCode.Conflict, refused.Code);
        Assert.Equal(RpcErrorCode.Conflict, (await client.FailAsync<ChatDeleteMessageParams, EmptyResult>(new(chatId, question))).Code);
        Assert.Equal(RpcErrorCode.Conflict, (await client.FailAsync<ChatSelectBranchParams, EmptyResult>(new(chatId, third.MessageId))).Code);

        models.Release("held-b");
        await second;
        Assert.False(first.IsCompleted);
        models.Release("held-a");
        var kept = await first;

        var read = await client.GetAsync(chatId);
        Assert.Equal(["Before?", "quick", "Why?", "held-a, all of it"], read.Messages.Select(TextOf));
        Assert.Equal(kept.MessageId, read.Messages[^1].MessageId);
        Assert.Equal("held-a, all of it", read.Chat.LastWords);
        var siblings = await SiblingsAsync(client, chatId, kept.MessageId);
        Assert.Equal(read.Messages[^1].Siblings, siblings.Select(message => message.MessageId));
        Assert.Equal(["held-a, all of it", "held-b, all of it", "quick"], siblings.Select(TextOf));
        Assert.All(siblings, message => Assert.Equal(question, message.ParentId));

        await client.AskAsync<ChatSelectBranchParams, EmptyResult>(new(chatId, third.MessageId));
        await client.AskAsync<ChatSendParams, ChatReplyResult>(new(chatId, "next", "Then?", "quick/small"));
        Assert.Equal(["Before?", "quick", "Why?", "quick", "Then?", "quick"], (await client.GetAsync(chatId)).Messages.Select(TextOf));
        Assert.DoesNotContain("held-a", models.LastBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_is_stopped_and_one_fails_and_the_others_go_on()
    {
        await using var client = await Client.StartAsync(_directory.Path);
        await using var models = await Models.StartAsync(client);
        var chatId = await client.CreateChatAsync();
        using var stop = new CancellationTokenSource();

        var first = client.AskUntilAsync<ChatSendParams, ChatReplyResult>(new(chatId, "first", "Why?", "held-a/small"), stop.Token);
        var question = await QuestionOfAsync(client, "first");
        var second = client.AskAsync<ChatRegenerateParams, ChatReplyResult>(new(chatId, question, "second", "held-b/small"));
        await QuestionOfAsync(client, "second");
        var error = await client.FailAsync<ChatRegenerateParams, ChatReplyResult>(new(chatId, question, "third", "broken/small"));
        Assert.NotNull(error.ErrorData);
        await client.WaitForAsync<ChatDelta>(delta => delta.ReplyId == "first");
        await stop.CancelAsync();
        Assert.Equal(StopReason.Cancelled, (await first).StopReason);
        Assert.False(second.IsCompleted);

        // The chat is still busy with its question, and takes another answer to it.
        Assert.Equal(RpcErrorCode.Conflict, (await client.FailAsync<ChatSendParams, ChatReplyResult>(new(chatId, "no", "Another?", "quick/small"))).Code);
        await client.AskAsync<ChatRegenerateParams, ChatReplyResult>(new(chatId, question, "fourth", "quick/small"));
        models.Release("held-b");
        Assert.Equal(StopReason.Stop, (await second).StopReason);

        var read = await client.GetAsync(chatId);
        Assert.Equal((await first).MessageId, read.Messages[^1].MessageId);
        Assert.Equal(
            [MessageStatus.Cancelled, MessageStatus.Complete, MessageStatus.Failed, MessageStatus.Complete],
            (await SiblingsAsync(client, chatId, read.Messages[^1].MessageId)).Select(message => message.Status));
        await client.AskAsync<ChatSendParams, ChatReplyResult>(new(chatId, "next", "Then?", "quick/small"));
    }

    [Fact]
    public async Task An_answer_beside_one_that_has_ended_leaves_the_branch_as_it_is()
    {
        await using var client = await Client.StartAsync(_directory.Path);
        await using var models = await Models.StartAsync(client);
        var chatId = await client.CreateChatAsync();
        var first = await client.AskAsync<ChatSendParams, ChatReplyResult>(new(chatId, "r1", "Why?", "quick/small"));

        var beside = await client.AskAsync<ChatRegenerateParams, ChatReplyResult>(
            new(chatId, first.UserMessageId, "r2", "quick/small", Beside: true));
        Assert.Equal(first.MessageId, (await client.GetAsync(chatId)).Messages[^1].MessageId);

        var instead = await client.AskAsync<ChatRegenerateParams, ChatReplyResult>(new(chatId, first.MessageId, "r3", "quick/small"));
        Assert.Equal(instead.MessageId, (await client.GetAsync(chatId)).Messages[^1].MessageId);
        Assert.Equal(
            [first.MessageId, beside.MessageId, instead.MessageId],
            (await SiblingsAsync(client, chatId, beside.MessageId)).Select(message => message.MessageId));
        Assert.Equal(first.UserMessageId, Assert.Single(await SiblingsAsync(client, chatId, first.UserMessageId)).MessageId);
        Assert.Equal(RpcErrorCode.NotFound, (await client.FailAsync<ChatSiblingsParams, ChatSiblingsResult>(
            new(await client.CreateChatAsync(), first.MessageId))).Code);
    }

    private static async Task<string> QuestionOfAsync(Client client, string replyId)
    {
        await client.WaitForAsync<ChatProgress>(progress => progress.ReplyId == replyId && progress.UserMessageId is not null);
        return client.Received.OfType<ChatProgress>().First(progress => progress.ReplyId == replyId).UserMessageId!;
    }

    private static async Task<IReadOnlyList<ChatMessage>> SiblingsAsync(Client client, string chatId, string messageId) =>
        (await client.AskAsync<ChatSiblingsParams, ChatSiblingsResult>(new(chatId, messageId))).Messages;

    private static string TextOf(ChatMessage message) => string.Concat(message.Parts.OfType<TextPart>().Select(part => part.Text));

    /// <summary>Providers that answer with their names: <c>quick</c> at once, <c>held-a</c> and <c>held-b</c> in full when they are released, <c>broken</c> never.</summary>
    private sealed class Models : IAsyncDisposable
    {
        private readonly List<LoopbackServer> _servers = [];
        private readonly Dictionary<string, TaskCompletionSource> _held = [];

        /// <summary>What the quick one was asked last.</summary>
        public string LastBody => _servers[0].Requests[^1].Body;

        public static async Task<Models> StartAsync(Client client)
        {
            var models = new Models();
            await models.AddAsync(client, "quick", async context =>
            {
                await context.SayAsync("quick");
                await context.EndAsync();
            });
            await models.AddAsync(client, "held-a", context => models.HoldAsync(context, "held-a"));
            await models.AddAsync(client, "held-b", context => models.HoldAsync(context, "held-b"));
            await models.AddAsync(client, "broken", context =>
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return Task.CompletedTask;
            });
            return models;
        }

        public void Release(string provider) => _held[provider].SetResult();

        public async ValueTask DisposeAsync()
        {
            foreach (var server in _servers)
            {
                await server.DisposeAsync();
            }
        }

        private async Task AddAsync(Client client, string provider, RequestDelegate answer)
        {
            var server = await ModelServer.StartAsync(answer);
            _servers.Add(server);
            _held[provider] = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await client.AskAsync<ProvidersAddParams, ProvidersAddResult>(new("openai-compatible", provider, server.Url()));
        }

        private async Task HoldAsync(HttpContext context, string provider)
        {
            await context.SayAsync(provider);
            await _held[provider].Task.WaitAsync(context.RequestAborted);
            await context.SayAsync(", all of it");
            await context.EndAsync();
        }
    }
}
