using System.Text.Json;
using System.Text.Json.Nodes;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Tests.Gemini;

public sealed class GeminiRequestTests
{
    private const string Kind = "gemini";
    private const string Model = "gemini-3-flash";

    [Fact]
    public async Task Images_thinking_calls_and_results_go_back_unchanged()
    {
        await using var server = await LoopbackServer.StartAsync(AnswerAsync);
        using var room = new TestRoom();

        await Reply.AskAsync(room.Provider(Kind, server.BaseUrl, "secret-key").GetChatClient(Model), ToolTalk.Messages, ToolTalk.Options());

        var request = Assert.Single(server.Requests);
        Assert.Equal(ProviderFixture.Line(Kind, "request-tools.json"), request.Body);
        var endpoint = JsonNode.Parse(ProviderFixture.Text(Kind, "endpoint.json"))!;
        Assert.Equal(((string?)endpoint["path"], "?" + (string?)endpoint["query"]), (request.Path, request.Query));
        Assert.All(endpoint["headers"]!.AsObject(), header => Assert.Equal((string?)header.Value, request.Headers[header.Key]));
        Assert.DoesNotContain("Authorization", request.Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Options_are_sent()
    {
        await using var server = await LoopbackServer.StartAsync(AnswerAsync);
        using var room = new TestRoom();
        var options = ToolTalk.Options(ChatToolMode.RequireSpecific("weather"));
        options.Instructions = "Be brief.";
        (options.Temperature, options.TopP, options.TopK, options.StopSequences) = (0.5f, 0.25f, 40, ["END"]);
        (options.PresencePenalty, options.FrequencyPenalty, options.Seed, options.MaxOutputTokens) = (0.25f, 0.125f, 7, 10);
        options.Reasoning = new() { Effort = ReasoningEffort.Low };
        options.ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonDocument.Parse("""{"type":"object"}""").RootElement);

        await Reply.AskAsync(
            room.Provider(Kind, server.BaseUrl).GetChatClient(Model),
            [new(ChatRole.System, "Speak German."), new(ChatRole.User, "Größe \"x\"?")], options);

        Assert.Equal(ProviderFixture.Line(Kind, "request-options.json"), Assert.Single(server.Requests).Body);
    }

    [Fact]
    public async Task Question_without_options_asks_for_nothing_else()
    {
        await using var server = await LoopbackServer.StartAsync(AnswerAsync);
        using var room = new TestRoom();

        await Reply.AskAsync(room.Provider(Kind, server.BaseUrl).GetChatClient("tunedModels/my model"), "Hi");

        var request = Assert.Single(server.Requests);
        Assert.Equal("""{"contents":[{"role":"user","parts":[{"text":"Hi"}]}]}""", request.Body);
        Assert.Equal("/v1beta/tunedModels/my%20model:streamGenerateContent", request.Path);
    }

    [Theory]
    [InlineData(null, 512, """{"includeThoughts":true,"thinkingBudget":512}""")]
    [InlineData(ReasoningEffort.High, 512, """{"includeThoughts":true,"thinkingBudget":512}""")]
    [InlineData(ReasoningEffort.None, null, """{"thinkingBudget":0}""")]
    [InlineData(ReasoningEffort.ExtraHigh, null, """{"includeThoughts":true,"thinkingLevel":"HIGH"}""")]
    [InlineData(null, null, null)]
    public async Task Thinking_is_asked_for_by_a_number_or_a_level(ReasoningEffort? effort, int? budget, string? expected)
    {
        await using var server = await LoopbackServer.StartAsync(AnswerAsync);
        using var room = new TestRoom();
        var options = new ChatOptions { Reasoning = effort is null ? null : new() { Effort = effort }, ThinkingBudget = budget };

        await Reply.AskAsync(room.Provider(Kind, server.BaseUrl).GetChatClient(Model), "Hi", options);

        Assert.Equal(expected, JsonNode.Parse(server.Requests[0].Body)!["generationConfig"]?["thinkingConfig"]?.ToJsonString());
    }

    [Theory]
    [InlineData("thinking-tools", """[{"text":"Let me look."},{"functionCall":{"id":"f1","name":"weather","args":{"city":"Köln","days":2}},"thoughtSignature":"CiQBVKhc7vBA5LZRl1bn=="},{"functionCall":{"id":"f2","name":"time","args":{}}}]""")]
    [InlineData("signed-answer", """[{"text":"Because.","thoughtSignature":"EpYBCpMB0b53Fi=="}]""")]
    public async Task Signatures_of_an_answer_go_back_where_they_came(string stream, string expected)
    {
        await using var server = await LoopbackServer.StartAsync(
            context => Replay.WriteAsync(context, "text/event-stream", ProviderFixture.Text(Kind, stream + ".sse")));
        using var room = new TestRoom();
        var client = room.Provider(Kind, server.BaseUrl).GetChatClient(Model);
        var answer = await client.GetResponseAsync("Hi", cancellationToken: TestContext.Current.CancellationToken);

        await Reply.AskAsync(client, [new(ChatRole.User, "Hi"), .. answer.Messages, new(ChatRole.User, "And?")]);

        var contents = JsonDocument.Parse(server.Requests[^1].Body).RootElement.GetProperty("contents");
        Assert.Equal(expected, contents[1].GetProperty("parts").GetRawText());
    }

    [Fact]
    public async Task Results_that_are_no_objects_and_failures_get_a_name()
    {
        await using var server = await LoopbackServer.StartAsync(AnswerAsync);
        using var room = new TestRoom();
        ChatMessage[] messages =
        [
            new(ChatRole.Assistant, [new FunctionCallContent("a", "one"), new FunctionCallContent("b", "two")]),
            new(ChatRole.Tool, [new FunctionResultContent("a", JsonDocument.Parse("[1]").RootElement)]),
            new(ChatRole.Tool, [new FunctionResultContent("b", null) { Exception = new InvalidOperationException("no") }]),
        ];

        await Reply.AskAsync(room.Provider(Kind, server.BaseUrl).GetChatClient(Model), messages, ToolTalk.Options(ChatToolMode.None));

        var body = JsonNode.Parse(server.Requests[0].Body)!;
        Assert.Equal(
            """[{"functionResponse":{"id":"a","name":"one","response":{"output":[1]}}},{"functionResponse":{"id":"b","name":"two","response":{"error":"no"}}}]""",
            body["contents"]![1]!["parts"]!.ToJsonString());
        Assert.Equal("NONE", (string?)body["toolConfig"]!["functionCallingConfig"]!["mode"]);
    }

    [Fact]
    public async Task Tokens_of_a_prompt_are_counted_without_asking_the_model()
    {
        await using var server = await LoopbackServer.StartAsync(
            new Dictionary<string, string> { [$"/v1beta/models/{Model}:countTokens"] = ProviderFixture.Text(Kind, "count.json") });
        using var room = new TestRoom();
        var counter = Assert.IsType<ITokenCounter>(room.Provider(Kind, server.BaseUrl), exactMatch: false);

        Assert.Equal(new TokenCount(31), await counter.CountTokensAsync(Model, ToolTalk.Messages, ToolTalk.Options(), TestContext.Current.CancellationToken));
        Assert.Equal(ProviderFixture.Line(Kind, "request-count.json"), Assert.Single(server.Requests).Body);
    }

    [Fact]
    public async Task Texts_become_vectors_in_one_request()
    {
        const string Embedder = "gemini-embedding-001";
        await using var server = await LoopbackServer.StartAsync(
            new Dictionary<string, string> { [$"/v1/models/{Embedder}:batchEmbedContents"] = ProviderFixture.Text(Kind, "embeddings.json") });
        using var room = new TestRoom();
        var provider = Assert.IsType<IEmbeddingProvider>(room.Provider(Kind, new(server.BaseUrl, "/v1/")), exactMatch: false);
        using var generator = provider.GetEmbeddingGenerator(Embedder);

        var vectors = await generator.GenerateAsync(["one", "two"], new() { Dimensions = 3 }, TestContext.Current.CancellationToken);

        Assert.Equal([[0.5f, -0.25f, 0.125f], [1f, 0f, 0f]], vectors.Select(each => each.Vector.ToArray()));
        Assert.Equal(ProviderFixture.Line(Kind, "request-embeddings.json"), Assert.Single(server.Requests).Body);
    }

    private static Task AnswerAsync(HttpContext context) =>
        Replay.WriteAsync(context, "text/event-stream", ProviderFixture.Text(Kind, "answer.sse"));
}
