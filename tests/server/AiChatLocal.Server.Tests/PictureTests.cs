using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Chat;
using AiChatLocal.Providers.Tests.Support;
using AiChatLocal.Server.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace AiChatLocal.Server.Tests;

/// <summary>Pictures in questions: how they reach a model that can see, and what happens with one that cannot.</summary>
public sealed class PictureTests : IDisposable
{
    private const string Url = "data:image/png;base64," + Png;
    private const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_picture_goes_before_the_words_and_again_with_the_next_question()
    {
        await using var server = await ModelServer.StartAsync("A giraffe.");
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync();

        await AskAsync(client, chatId, new ImagePart("image/jpeg", Png, "giraffe.png"));
        await client.SendAsync(chatId, "Are you sure?");

        List<RecordedRequest> asked = [.. server.Requests.Where(request => request.Method == "POST")];
        foreach (var request in asked)
        {
            var (picture, words) = (request.Body.IndexOf(Url, StringComparison.Ordinal), request.Body.IndexOf("What is this?", StringComparison.Ordinal));
            Assert.InRange(picture, 0, words);
        }

        Assert.Equal(2, asked.Count);
        var stored = Assert.IsType<ImagePart>((await client.GetAsync(chatId)).Messages[0].Parts[0]);
        Assert.Equal(("image/png", "giraffe.png", null), (stored.MediaType, stored.FileName, stored.Data));
        var read = await client.AskAsync<ChatAttachmentParams, ChatAttachmentResult>(new(chatId, stored.AttachmentId!));
        Assert.Equal(("image/png", Png), (read.MediaType, read.Data));
    }

    [Fact]
    public async Task A_model_that_cannot_see_is_not_sent_a_picture_and_the_reason_is_told()
    {
        await using var server = await StartAsync(sees: false);
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync();

        var error = await client.FailAsync<ChatSendParams, ChatReplyResult>(
            new(chatId, "r1", "What is this?", ModelServer.Model, [new ImagePart("image/png", Png)]));

        Assert.Equal("unsupported", error.ErrorData?.Kind);
        Assert.Equal("small cannot see pictures.", error.Message);
        Assert.DoesNotContain(server.Requests, request => request.Method == "POST");
    }

    [Fact]
    public async Task A_model_that_has_learnt_to_see_is_asked_though_it_was_told_otherwise_before()
    {
        var sees = false;
        await using var server = await StartAsync(() => sees);
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync();
        var question = new ChatSendParams(chatId, "r1", "What is this?", ModelServer.Model, [new ImagePart("image/png", Png)]);
        Assert.Equal("unsupported", (await client.FailAsync<ChatSendParams, ChatReplyResult>(question)).ErrorData?.Kind);

        // Its server was started anew, with what it needs for pictures.
        sees = true;
        await client.AskAsync<ChatSendParams, ChatReplyResult>(question with { ReplyId = "r2" });

        Assert.Contains(Url, Assert.Single(server.Requests, request => request.Method == "POST").Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_picture_is_named_to_a_model_that_cannot_see()
    {
        await using var seeing = await StartAsync(sees: true);
        await using var blind = await StartAsync(sees: false);
        await using var client = await Client.StartAsync(_directory.Path, seeing.Url());
        await client.AskAsync<Protocol.Providers.ProvidersAddParams, Protocol.Providers.ProvidersAddResult>(new("openai-compatible", "blind", blind.Url()));
        var chatId = await client.CreateChatAsync();

        await AskAsync(client, chatId, new ImagePart("image/png", Png, "giraffe.png"));
        await client.AskAsync<ChatSendParams, ChatReplyResult>(new(chatId, "r2", "Are you sure?", "blind/small"));

        Assert.Contains(Url, Assert.Single(seeing.Requests, request => request.Method == "POST").Body, StringComparison.Ordinal);
        var body = Assert.Single(blind.Requests, request => request.Method == "POST").Body;
        Assert.DoesNotContain(Png, body, StringComparison.Ordinal);
        Assert.Contains("giraffe.png", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thinking_is_not_asked_of_a_model_that_does_not_think()
    {
        await using var server = await StartAsync(sees: true);
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync();

        var error = await client.FailAsync<ChatSendParams, ChatReplyResult>(
            new(chatId, "r1", "Hi", ModelServer.Model, Options: new(Thinking: ThinkingLevel.High)));

        Assert.Equal("unsupported", error.ErrorData?.Kind);
        Assert.DoesNotContain(server.Requests, request => request.Method == "POST");
    }

    [Theory]
    [InlineData("not base64!", "is not base64")]
    [InlineData("", "is absent")]
    [InlineData("bm8gcGljdHVyZQ==", "none of PNG")]
    public async Task What_is_no_picture_is_refused_with_the_reason(string data, string why)
    {
        await using var client = await Client.StartAsync(_directory.Path);
        var chatId = await client.CreateChatAsync();

        var error = await client.FailAsync<ChatSendParams, ChatReplyResult>(
            new(chatId, "r1", "Hi", ModelServer.Model, [new ImagePart("image/png", data)]));

        Assert.Equal(RpcErrorCode.InvalidParams, error.Code);
        Assert.Contains(why, error.ErrorData?.Why, StringComparison.Ordinal);
        Assert.Empty((await client.GetAsync(chatId)).Messages);
    }

    private static Task<ChatReplyResult> AskAsync(Client client, string chatId, MessagePart picture) =>
        client.AskAsync<ChatSendParams, ChatReplyResult>(new(chatId, "r1", "What is this?", ModelServer.Model, [picture]));

    /// <summary>Tells in its list what its model can do, as Mistral's does.</summary>
    private static Task<LoopbackServer> StartAsync(bool sees) => StartAsync(() => sees);

    private static Task<LoopbackServer> StartAsync(Func<bool> sees) => LoopbackServer.StartAsync(async context =>
    {
        if (context.Request.Path == "/v1/models")
        {
            await context.Response.WriteAsync(
                $$$"""{"data":[{"id":"small","capabilities":{"completion_chat":true,"reasoning":false,"vision":{{{(sees() ? "true" : "false")}}}}}]}""");
            return;
        }

        if (context.Request.Path != "/v1/chat/completions")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = "text/event-stream";
        await context.SayAsync("Yes.");
        await context.EndAsync();
    });
}
