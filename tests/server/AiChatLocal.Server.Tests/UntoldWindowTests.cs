using AiChatLocal.Protocol.Chat;
using AiChatLocal.Protocol.Models;
using AiChatLocal.Providers.Tests.Support;
using AiChatLocal.Server.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace AiChatLocal.Server.Tests;

/// <summary>A server that does not tell a model's window: long questions do not wait for the same vain question each time.</summary>
public sealed class UntoldWindowTests : IDisposable
{
    private const string Model = "fake/small";
    private static readonly string Long = string.Concat(Enumerable.Repeat("word ", 4000));
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task It_is_asked_for_once_before_a_long_question_and_again_after_its_answer()
    {
        await using var server = await StartAsync();
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        await client.AskAsync<ModelsListParams, ModelsListResult>(new());
        var chatId = await client.CreateChatAsync();

        var before = Lists(server);
        await client.AskAsync<ChatContextUseParams, ChatContextUseResult>(new(chatId, Model));
        await client.AskAsync<ChatContextUseParams, ChatContextUseResult>(new(chatId, Model));
        await client.AskAsync<ChatSendParams, ChatReplyResult>(new(chatId, "r1", Long, Model));
        Assert.Equal(1, Lists(server) - before);

        // The answer may have loaded the model, which has a window then.
        await client.AskAsync<ChatContextUseParams, ChatContextUseResult>(new(chatId, Model));
        Assert.Equal(2, Lists(server) - before);
    }

    [Fact]
    public async Task It_is_asked_for_again_after_an_answer_that_failed()
    {
        await using var server = await StartAsync("""{"error":{"message":"out of memory"}}""");
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync();
        await client.AskAsync<ChatContextUseParams, ChatContextUseResult>(new(chatId, Model));
        var before = Lists(server);
        await client.FailAsync<ChatSendParams, ChatReplyResult>(new(chatId, "r1", "Hi", Model));
        await client.AskAsync<ChatContextUseParams, ChatContextUseResult>(new(chatId, Model));
        Assert.Equal(1, Lists(server) - before);
    }

    private static int Lists(LoopbackServer server) => server.Requests.Count(request => request.Path == "/v1/models");

    private static Task<LoopbackServer> StartAsync(string? failure = null) => LoopbackServer.StartAsync(async context =>
    {
        var body = context.Request.Path.Value switch
        {
            "/v1/models" => """{"data":[{"id":"small"}]}""",
            "/v1/chat/completions" => failure ?? "data: {\"choices\":[{\"delta\":{\"content\":\"Yes\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n",
            _ => null,
        };
        context.Response.ContentType = body?.StartsWith("data", StringComparison.Ordinal) is true ? "text/event-stream" : "application/json";
        context.Response.StatusCode = body is null ? StatusCodes.Status404NotFound : body == failure ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
        await context.Response.WriteAsync(body ?? "{}");
    });
}
