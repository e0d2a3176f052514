using System.Globalization;
using System.Text.Json;
using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Chat;
using AiChatLocal.Protocol.Models;
using AiChatLocal.Protocol.Presets;
using AiChatLocal.Protocol.Providers;
using AiChatLocal.Providers.Tests.Support;
using AiChatLocal.Server.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace AiChatLocal.Server.Tests;

/// <summary>Vectors and counts of tokens over the wire and the command line, and the count that a turn makes.</summary>
public sealed class EmbedAndCountTests : IDisposable
{
    private const int Window = 4096;
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Texts_become_vectors_and_the_command_line_takes_a_line_for_a_text()
    {
        await using var server = await StartAsync();
        await using var client = await Client.StartAsync(_directory.Path, server.Url());

        var made = await client.AskAsync<ModelsEmbedParams, ModelsEmbedResult>(new(["a", "b"], "fake/my-embedder"));
        var piped = await CommandLineProcess.RunAsync(_directory.Path, "first\n\nsecond\n", "embed");
        var json = await CommandLineProcess.RunAsync(_directory.Path, "", "embed", "a", "--model", "fake/my-embedder", "--json");

        Assert.Equal([[0f, 1f], [1f, 1f]], made.Vectors);
        Assert.Equal(4, made.Usage?.InputTokens);
        Assert.Equal((0, "", "0 1\n1 1\n"), (piped.ExitCode, piped.Error, piped.Output.ReplaceLineEndings("\n")));
        Assert.Equal("""{"model":"fake/my-embedder","vectors":[[0,1]],"usage":{"inputTokens":4}}""", json.Output.Trim());
    }

    public static TheoryData<ModelsEmbedParams, int> Impossible => new()
    {
        { new([], "fake/my-embedder"), RpcErrorCode.InvalidParams },
        { new(["a", " "], "fake/my-embedder"), RpcErrorCode.InvalidParams },
        { new(["a"], "fake/my-embedder", 0), RpcErrorCode.InvalidParams },
        { new(["a"], "claude/any"), RpcErrorCode.InvalidParams },
        { new(["a"], "absent/any"), RpcErrorCode.NotFound },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task What_cannot_be_embedded_is_refused_before_anything_is_sent(ModelsEmbedParams wanted, int code)
    {
        await using var server = await StartAsync();
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        await client.AskAsync<ProvidersAddParams, ProvidersAddResult>(new("anthropic", "claude"));

        var error = await client.FailAsync<ModelsEmbedParams, ModelsEmbedResult>(wanted);

        Assert.Equal(code, error.Code);
        Assert.False(string.IsNullOrEmpty(error.ErrorData?.Fix));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_text_and_a_chat_are_counted_by_the_server_and_estimated_where_it_cannot()
    {
        await using var server = await StartAsync(counted: 70);
        await using var silent = await ModelServer.StartAsync("ok");
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        await CommandLineProcess.RunAsync(_directory.Path, "", "providers", "add", "openai-compatible", "plain", "--url", silent.Url());
        var chatId = await client.CreateChatAsync("Be brief.");
        await client.SendAsync(chatId, "Hello");

        var text = await client.AskAsync<ModelsCountTokensParams, ModelsCountTokensResult>(new(ModelServer.Model, "Hello there"));
        var chat = await client.AskAsync<ModelsCountTokensParams, ModelsCountTokensResult>(new(ModelServer.Model, "And now?", chatId));
        var guessed = await client.AskAsync<ModelsCountTokensParams, ModelsCountTokensResult>(new("plain/m", "Hello there"));
        var printed = await CommandLineProcess.RunAsync(_directory.Path, "", "tokens", "Hello there", "--model", "plain/m");
        var nothing = await client.FailAsync<ModelsCountTokensParams, ModelsCountTokensResult>(new(ModelServer.Model));

        Assert.Equal((new(70, false), new(70, false), new(7, true)), (text, chat, guessed));
        Assert.Equal("about 7", printed.Output.Trim());
        Assert.Equal(RpcErrorCode.InvalidParams, nothing.Code);
        var sent = server.Requests.Last(request => request.Path == "/tokenize").Body;
        Assert.Contains("Be brief.", sent, StringComparison.Ordinal);
        Assert.Contains("And now?", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chat_is_counted_as_its_next_question_would_be_sent()
    {
        await using var server = await StartAsync(counted: 70);
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        await client.AskAsync<PresetsSaveParams, EmptyResult>(new("Exact", SystemPrompt: "Be exact.", Models: [ModelServer.Model]));
        var chatId = await client.CreateChatAsync();
        await client.SendAsync(chatId, "Hello");

        await client.AskAsync<ModelsCountTokensParams, ModelsCountTokensResult>(new(ModelServer.Model, "And now?", chatId));

        Assert.Contains("Be exact.", server.Requests.Last(request => request.Path == "/tokenize").Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5000, false)]
    [InlineData(1000, true)]
    public async Task A_turn_that_is_near_to_its_window_goes_by_the_servers_count(int counted, bool fits)
    {
        await using var server = await StartAsync(counted);
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync();
        var question = string.Concat(Enumerable.Repeat("word ", Window * 4 / 5));

        if (fits)
        {
            Assert.Equal(StopReason.Stop, (await client.SendAsync(chatId, question)).StopReason);
            return;
        }

        var error = await client.FailAsync<ChatSendParams, ChatReplyResult>(new(chatId, "r", question, ModelServer.Model));
        Assert.Equal((5000, false), (error.ErrorData!.Context!.Question + error.ErrorData.Context.History, error.ErrorData.Context.Estimated));
    }

    [Fact]
    public async Task A_server_that_does_not_come_to_an_end_of_its_count_holds_no_question_up()
    {
        await using var server = await StartAsync(counted: null);
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync();

        var reply = await client.SendAsync(chatId, string.Concat(Enumerable.Repeat("word ", Window * 3 / 5)));

        Assert.Equal(StopReason.Stop, reply.StopReason);
        Assert.Contains(server.Requests, request => request.Path == "/tokenize");
    }

    /// <param name="counted">What it counts, whatever it is sent; null: it never ends.</param>
    private static async Task<LoopbackServer> StartAsync(int? counted = 1)
    {
        LoopbackServer? server = null;
        return server = await LoopbackServer.StartAsync(async context =>
        {
            switch (context.Request.Path)
            {
                case "/v1/models":
                    await AnswerAsync(context, string.Create(
                        CultureInfo.InvariantCulture,
                        $$"""{"object":"list","data":[{"id":"small","owned_by":"vllm","max_model_len":{{Window}}},{"id":"my-embedder","owned_by":"vllm"}]}"""));
                    break;
                case "/v1/embeddings":
                    await AnswerAsync(context, "{\"data\":[" + string.Join(',', Vectors(server!.Requests[^1].Body)) + """],"usage":{"prompt_tokens":4}}""");
                    break;
                case "/tokenize" when counted is null:
                    await context.HoldAsync();
                    break;
                case "/tokenize":
                    await AnswerAsync(context, string.Create(CultureInfo.InvariantCulture, $$"""{"count":{{counted}}}"""));
                    break;
                case "/v1/chat/completions":
                    context.Response.ContentType = "text/event-stream";
                    await context.SayAsync("ok");
                    await context.EndAsync();
                    break;
                default:
                    context.Response.StatusCode = StatusCodes.Status404NotFound;
                    break;
            }
        });
    }

    private static Task AnswerAsync(HttpContext context, string body)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body, context.RequestAborted);
    }

    private static IEnumerable<string> Vectors(string request)
    {
        using var body = JsonDocument.Parse(request);
        return [.. Enumerable.Range(0, body.RootElement.GetProperty("input").GetArrayLength()).Select(index => $$"""{"index":{{index}},"embedding":[{{index}},1]}""")];
    }
}
