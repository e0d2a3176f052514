using System.Globalization;
using AiChatLocal.Protocol.Chat;
using AiChatLocal.Protocol.Providers;
using AiChatLocal.Providers.Tests.Support;
using AiChatLocal.Server.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace AiChatLocal.Server.Tests;

/// <summary>A window that is too small for a conversation and can be raised, as Ollama's can.</summary>
public sealed class RaisedWindowTests : IDisposable
{
    private const string Model = "ollama/small";
    private static readonly string Long = string.Concat(Enumerable.Repeat("word ", 4000));
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_window_that_would_hold_it_is_offered_with_its_memory_and_stays_raised_for_the_chat()
    {
        await using var server = await StartAsync(most: 40960);
        await using var client = await StartClientAsync(server);
        var chatId = await client.CreateChatAsync();

        var error = await client.FailAsync<ChatSendParams, ChatReplyResult>(new(chatId, "r1", Long, Model));
        var use = error.ErrorData!.Context!;
        // 2 bytes for keys and values of 128 numbers in 8 heads of 28 layers.
        Assert.Equal((4096, 8192, 4096L * 2 * 28 * 8 * 256), (use.Window, use.RaiseTo, use.RaiseBytes));

        var failed = (await client.GetAsync(chatId)).Messages[^1];
        await client.AskAsync<ChatRegenerateParams, ChatReplyResult>(
            new(chatId, failed.MessageId, "r2", Model, Options: new(ContextLength: use.RaiseTo)));
        await client.AskAsync<ChatSendParams, ChatReplyResult>(new(chatId, "r3", "And now?", Model));

        List<RecordedRequest> asked = [.. server.Requests.Where(request => request.Path == "/api/chat")];
        Assert.Equal(2, asked.Count);
        Assert.All(asked, request => Assert.Contains("\"num_ctx\":8192", request.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_window_of_a_question_that_was_refused_is_not_kept()
    {
        await using var server = await StartAsync(most: 40960);
        await using var client = await StartClientAsync(server);
        var chatId = await client.CreateChatAsync();
        await client.AskAsync<ChatSendParams, ChatReplyResult>(new(chatId, "r1", "Hi", Model));

        // The model does not think: the question is refused before it is sent.
        await client.FailAsync<ChatSendParams, ChatReplyResult>(
            new(chatId, "r2", "Hi", Model, Options: new(ContextLength: 8192, Thinking: ThinkingLevel.High)));
        await client.AskAsync<ChatSendParams, ChatReplyResult>(new(chatId, "r3", "And now?", Model));

        Assert.All(
            server.Requests.Where(request => request.Path == "/api/chat"), request => Assert.DoesNotContain("8192", request.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_window_is_offered_that_the_model_cannot_have()
    {
        await using var server = await StartAsync(most: 5000);
        await using var client = await StartClientAsync(server);
        var chatId = await client.CreateChatAsync();

        var error = await client.FailAsync<ChatSendParams, ChatReplyResult>(new(chatId, "r1", Long, Model));

        Assert.Equal((null, null), (error.ErrorData!.Context!.RaiseTo, error.ErrorData.Context.RaiseBytes));
    }

    private async Task<Client> StartClientAsync(LoopbackServer server)
    {
        var client = await Client.StartAsync(_directory.Path);
        await client.AskAsync<ProvidersAddParams, ProvidersAddResult>(new("ollama", "ollama", server.BaseUrl.ToString()));
        return client;
    }

    private static Task<LoopbackServer> StartAsync(int most) => LoopbackServer.StartAsync(context =>
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(context.Request.Path.Value switch
        {
            "/api/tags" => """{"models":[{"name":"small","digest":"d","capabilities":["completion"]}]}""",
            "/api/ps" => """{"models":[{"name":"small","size":1000,"context_length":4096}]}""",
            "/api/show" => string.Create(
                CultureInfo.InvariantCulture,
                $$$"""{"model_info":{"general.architecture":"x","x.context_length":{{{most}}},"x.block_count":28,"x.attention.head_count":16,"x.attention.head_count_kv":8,"x.embedding_length":2048}}"""),
            "/api/chat" => """{"message":{"role":"assistant","content":"ok"},"done":true,"done_reason":"stop"}""" + "\n",
            _ => "{}",
        });
    });
}
