using System.Globalization;
using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Chat;
using AiChatLocal.Protocol.Models;
using AiChatLocal.Providers.Tests.Support;
using AiChatLocal.Server.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace AiChatLocal.Server.Tests;

/// <summary>How a question reaches a model: its options, attempts after a refusal, and what happens when it does not fit.</summary>
public sealed class TurnTests : IDisposable
{
    private const int Window = 4096;
    private static readonly string Long = string.Concat(Enumerable.Repeat("word ", 2500));
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Options_reach_the_model_and_those_of_no_sense_are_refused_by_name()
    {
        await using var server = await ModelServer.StartAsync("ok");
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync();
        var options = new GenerationOptions(Temperature: 0.5, Seed: 7, MaxTokens: 20, Stop: ["END"], Thinking: ThinkingLevel.Low);

        await client.AskAsync<ChatSendParams, ChatReplyResult>(new(chatId, "r1", "Hi", ModelServer.Model, Options: options));
        var error = await client.FailAsync<ChatSendParams, ChatReplyResult>(new(chatId, "r2", "Hi", ModelServer.Model, Options: new(TopP: 2)));

        Assert.EndsWith(
            "\"temperature\":0.5,\"seed\":7,\"max_tokens\":20,\"stop\":[\"END\"],\"reasoning_effort\":\"low\"}",
            Assert.Single(server.Requests, request => request.Method == "POST").Body,
            StringComparison.Ordinal);
        Assert.Equal(RpcErrorCode.InvalidParams, error.Code);
        Assert.Contains("topP", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_busy_server_is_asked_again_and_the_user_sees_the_wait()
    {
        var asked = 0;
        await using var server = await ModelServer.StartAsync(async context =>
        {
            if (Interlocked.Increment(ref asked) < 3)
            {
                context.Response.StatusCode = asked == 1 ? StatusCodes.Status429TooManyRequests : StatusCodes.Status503ServiceUnavailable;
                context.Response.Headers["retry-after-ms"] = "1";
                return;
            }

            await context.SayAsync("At last");
            await context.EndAsync();
        });
        await using var client = await Client.StartAsync(_directory.Path, server.Url());

        var result = await client.SendAsync(await client.CreateChatAsync(), "Hi");

        Assert.Equal("At last", client.Text);
        Assert.Equal(StopReason.Stop, result.StopReason);
        var waits = client.Received.OfType<ChatProgress>().Where(progress => progress.Phase == ReplyPhase.Retrying).ToList();
        Assert.Equal(2, waits.Count);
        Assert.All(waits, wait => Assert.Equal((1, false), (wait.RetryInMs, string.IsNullOrEmpty(wait.Reason))));
    }

    [Theory]
    [InlineData("3600")]
    [InlineData("0")]
    public async Task Attempts_end_when_the_wait_is_long_or_after_the_fourth(string retryAfter)
    {
        await using var server = await ModelServer.StartAsync(context =>
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers["Retry-After"] = retryAfter;
            return Task.CompletedTask;
        });
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync();

        var error = await client.FailAsync<ChatSendParams, ChatReplyResult>(new(chatId, "r1", "Hi", ModelServer.Model));

        Assert.Equal("rateLimited", error.ErrorData?.Kind);
        Assert.Equal(retryAfter == "0" ? 4 : 1, server.Requests.Count);
    }

    [Fact]
    public async Task A_wait_for_the_next_attempt_can_be_stopped()
    {
        await using var server = await ModelServer.StartAsync(context =>
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers["Retry-After"] = "50";
            return Task.CompletedTask;
        });
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        using var cancel = new CancellationTokenSource();

        var reply = client.SendUntilAsync(await client.CreateChatAsync(), "Hi", cancel.Token);
        await client.WaitForAsync<ChatProgress>(progress => progress.Phase == ReplyPhase.Retrying);
        await cancel.CancelAsync();

        Assert.Equal(StopReason.Cancelled, (await reply).StopReason);
    }

    [Fact]
    public async Task Nothing_is_asked_again_once_output_has_begun()
    {
        await using var server = await ModelServer.StartAsync(async context =>
        {
            await context.SayAsync("Half");
            await context.Response.WriteAsync("data: {\"error\":{\"message\":\"rate limit\",\"code\":429}}\n\n", context.RequestAborted);
        });
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync();

        await client.FailAsync<ChatSendParams, ChatReplyResult>(new(chatId, "r1", "Hi", ModelServer.Model));

        Assert.Single(server.Requests);
        Assert.Equal([new TextPart("Half")], (await client.GetAsync(chatId)).Messages[^1].Parts);
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_by_part_and_sent_as_the_user_chooses()
    {
        await using var server = await WindowedServerAsync();
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync("Be brief.");
        await client.AskAsync<ModelsListParams, ModelsListResult>(new());
        await client.SendAsync(chatId, "first " + Long);

        var error = await client.FailAsync<ChatSendParams, ChatReplyResult>(new(chatId, "r2", "second " + Long, ModelServer.Model));
        var use = Assert.IsType<ContextUse>(error.ErrorData?.Context);
        Assert.Equal((Window, true), (use.Window, use.Estimated));
        Assert.InRange(use.History, 3000, 3300);
        Assert.InRange(use.Question, 3000, 3300);
        Assert.Equal(1, Questions(server));

        // The question is kept, and asked as chosen.
        var failed = (await client.GetAsync(chatId)).Messages[^1];
        Assert.Equal("contextTooLong", failed.Error?.Data.Kind);
        await AgainAsync(OverflowChoice.DropOldest);
        Assert.DoesNotContain("first", server.Requests[^1].Body, StringComparison.Ordinal);
        Assert.Contains("Be brief.", server.Requests[^1].Body, StringComparison.Ordinal);

        await AgainAsync(OverflowChoice.Send);
        Assert.Contains("first", server.Requests[^1].Body, StringComparison.Ordinal);

        var before = Questions(server);
        await AgainAsync(OverflowChoice.Summarise);
        Assert.DoesNotContain("first", server.Requests[^1].Body, StringComparison.Ordinal);
        Assert.Contains("summarised:\\nok", server.Requests[^1].Body, StringComparison.Ordinal);
        Assert.Contains(client.Received.OfType<ChatProgress>(), progress => progress.Phase == ReplyPhase.Summarising);
        var forSummary = Questions(server) - before - 1;
        Assert.True(forSummary > 0, "A summary is made by asking the model.");

        before = Questions(server);
        await AgainAsync(OverflowChoice.Summarise);
        Assert.Equal(1, Questions(server) - before);

        Task AgainAsync(OverflowChoice choice) => client.AskAsync<ChatRegenerateParams, ChatReplyResult>(
            new(chatId, failed.MessageId, choice.ToString(), ModelServer.Model, Overflow: choice));
    }

    [Fact]
    public async Task A_question_that_alone_is_too_long_is_refused_however_it_is_to_be_sent()
    {
        await using var server = await WindowedServerAsync();
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync();

        var error = await client.FailAsync<ChatSendParams, ChatReplyResult>(
            new(chatId, "r1", Long + Long, ModelServer.Model, Overflow: OverflowChoice.DropOldest));

        Assert.Equal("contextTooLong", error.ErrorData?.Kind);
        Assert.Equal(0, Questions(server));
    }

    private static int Questions(LoopbackServer server) => server.Requests.Count(request => request.Path == "/v1/chat/completions");

    private static Task<LoopbackServer> WindowedServerAsync() => LoopbackServer.StartAsync(async context =>
    {
        if (context.Request.Path == "/v1/models")
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(string.Create(
                CultureInfo.InvariantCulture, $$"""{"object":"list","data":[{"id":"small","object":"model","owned_by":"vllm","max_model_len":{{Window}}}]}"""));
        }
        else if (context.Request.Path == "/v1/chat/completions")
        {
            context.Response.ContentType = "text/event-stream";
            await context.SayAsync("ok");
            await context.EndAsync();
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    });
}
