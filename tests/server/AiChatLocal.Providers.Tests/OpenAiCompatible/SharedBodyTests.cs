using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Tests.OpenAiCompatible;

/// <summary>What OpenAI, Mistral and Ollama send and take; their own clients are held against the same files.</summary>
public sealed class SharedBodyTests
{
    private static readonly string[] Files =
    [
        "openai/chat-tools", "openai/chat-refusal", "openai/responses-tools", "openai/responses-refusal", "openai/responses-incomplete",
        "mistral/thinking", "mistral/tools", "mistral/model-length", "ollama/thinking", "ollama/tools",
    ];

    public static TheoryData<string, Delivery> Replays
    {
        get
        {
            var data = new TheoryData<string, Delivery>();
            foreach (var file in Files)
            {
                foreach (var delivery in Enum.GetValues<Delivery>())
                {
                    data.Add(file, delivery);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Replays))]
    public async Task Stream_is_read_however_it_is_delivered(string file, Delivery delivery)
    {
        var reply = await AskAsync(file, SharedBody.Read(file + Extension(file)), delivery);

        SharedBody.AssertReply(file, reply);
        Assert.True(reply.Usage is null || reply.Usage.InputTokenCount + reply.Usage.OutputTokenCount == reply.Usage.TotalTokenCount);
    }

    [Theory]
    [InlineData("openai/chat-tools")]
    [InlineData("openai/responses-tools")]
    [InlineData("mistral/thinking")]
    [InlineData("ollama/thinking")]
    public async Task Stream_that_is_cut_anywhere_keeps_its_text_and_says_so(string file)
    {
        var body = SharedBody.Read(file + Extension(file));
        var cut = body[..(body.IndexOf("😀", StringComparison.Ordinal) - 30)];

        var reply = await AskAsync(file, cut, Delivery.Whole);

        Assert.Equal("Größe ", reply.Text);
        Assert.Equal(ProblemKind.StreamCut, reply.Failure?.Kind);
        Assert.Empty(reply.Contents<FunctionCallContent>());
    }

    [Theory]
    [InlineData("openai", ChatApi.Chat, "openai/chat.request.json", "/v1/chat/completions")]
    [InlineData("openai", ChatApi.Responses, "openai/responses.request.json", "/v1/responses")]
    [InlineData("mistral", ChatApi.Chat, "mistral/chat.request.json", "/v1/chat/completions")]
    [InlineData("ollama", ChatApi.Chat, "ollama/chat.request.json", "/api/chat")]
    public async Task Conversation_with_everything_is_sent_as_the_vendors_client_sends_it(string kind, ChatApi api, string file, string path)
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        });
        using var room = new TestRoom();

        await Reply.AskAsync(Client(room, kind, server.BaseUrl, api), ToolTalk.Messages, SharedBody.Options);

        var request = Assert.Single(server.Requests);
        SharedBody.AssertSame(SharedBody.Read(file), request.Body);
        Assert.Equal(path, request.Path);
    }

    [Theory]
    [InlineData(401, """{"detail":"Unauthorized"}""", ProblemKind.Unauthorized)]
    [InlineData(401, """{"message":"Unauthorized","request_id":"r"}""", ProblemKind.Unauthorized)]
    [InlineData(404, """{"object":"error","message":"The model `m` does not exist","type":"invalid_model","param":null,"code":"1500"}""", ProblemKind.ModelNotFound)]
    [InlineData(404, """{"error":{"message":"The model `m` does not exist","type":"invalid_request_error","param":null,"code":"model_not_found"}}""", ProblemKind.ModelNotFound)]
    [InlineData(422, """{"detail":[{"type":"extra_forbidden","loc":["body","store"],"msg":"Extra inputs are not permitted","input":true}]}""", ProblemKind.Invalid)]
    [InlineData(429, """{"message":"Requests rate limit exceeded"}""", ProblemKind.RateLimited)]
    [InlineData(500, """{"error":{"message":"The server had an error","type":"server_error"}}""", ProblemKind.ServerError)]
    [InlineData(503, "upstream connect error", ProblemKind.Busy)]
    [InlineData(200, "<!doctype html><title>Sign in</title>", ProblemKind.UnexpectedAnswer)]
    public async Task Refusals_of_both_vendors_are_told_by_their_kind(int status, string body, string problem)
    {
        foreach (var kind in (string[])["openai", "mistral"])
        {
            await using var server = await LoopbackServer.StartAsync(async context =>
            {
                context.Response.StatusCode = status;
                context.Response.ContentType = status == 200 ? "text/html" : "application/json";
                context.Response.Headers.RetryAfter = "7";
                await context.Response.WriteAsync(body, context.RequestAborted);
            });
            using var room = new TestRoom();

            var reply = await Reply.AskAsync(room.Provider(kind, server.BaseUrl, "k").GetChatClient("m"));

            Assert.Equal(problem, reply.Failure?.Kind);
            Assert.Equal(status is 429 or 503, reply.Failure!.Fix!.ToString().Contains("in 7 s", StringComparison.Ordinal));
            Assert.Equal(status == 422, reply.Failure.Detail?.Contains("body.store: Extra inputs", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Model_lists_tell_what_each_vendor_tells()
    {
        await using var server = await LoopbackServer.StartAsync(new Dictionary<string, string>
        {
            ["/m/models"] = SharedBody.Read("mistral/models.json"),
            ["/o/models"] = SharedBody.Read("openai/models.json"),
        });
        using var room = new TestRoom();

        var mistral = await room.Provider("mistral", new(server.BaseUrl, "/m")).ListModelsAsync(TestContext.Current.CancellationToken);
        var openai = await room.Provider("openai", new(server.BaseUrl, "/o")).ListModelsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["chat", "tools", "vision", "thinking"], mistral[0].Capabilities);
        Assert.Equal(131072, mistral[0].ContextLength);
        Assert.Equal(["chat"], mistral[1].Capabilities);
        Assert.Equal(["embedding", "ocr", "moderation", "transcription"], mistral.Skip(2).SelectMany(model => model.Capabilities));
        Assert.Equal([true, true, false, false, false, false], mistral.Select(model => model.CanChat));
        Assert.Equal([true, false, false], openai.Select(model => model.CanChat));
    }

    private static string Extension(string file) => file.StartsWith("ollama", StringComparison.Ordinal) ? ".ndjson" : ".sse";

    private static async Task<Reply> AskAsync(string file, string body, Delivery delivery)
    {
        var media = Extension(file) == ".sse" ? "text/event-stream" : "application/x-ndjson";
        await using var server = await LoopbackServer.StartAsync(context => Replay.WriteAsync(context, media, body, delivery));
        using var room = new TestRoom();
        var api = file.Contains("responses", StringComparison.Ordinal) ? ChatApi.Responses : ChatApi.Chat;
        return await Reply.AskAsync(Client(room, file[..file.IndexOf('/', StringComparison.Ordinal)], server.BaseUrl, api));
    }

    private static IChatClient Client(TestRoom room, string kind, Uri server, ChatApi api) =>
        room.Kind(kind).Create(new("1", kind, "Test", server, null, new() { Api = api })).GetChatClient("test");
}
