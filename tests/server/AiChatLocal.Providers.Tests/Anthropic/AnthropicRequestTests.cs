using System.Text.Json;
using System.Text.Json.Nodes;
using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Anthropic;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Tests.Anthropic;

public sealed class AnthropicRequestTests
{
    private const string Kind = "anthropic";
    private const string Model = "claude-sonnet-5";

    private static readonly JsonElement Schema = JsonDocument.Parse("""{"type":"object"}""").RootElement;

    [Fact]
    public async Task Images_thinking_calls_and_results_go_back_unchanged()
    {
        await using var server = await LoopbackServer.StartAsync(AnswerAsync);
        using var room = new TestRoom();
        var options = ToolTalk.Options();
        options.MaxOutputTokens = 500;

        await Reply.AskAsync(room.Provider(Kind, server.BaseUrl, "secret-key").GetChatClient(Model), ToolTalk.Messages, options);

        var request = Assert.Single(server.Requests);
        Assert.Equal(ProviderFixture.Line(Kind, "request-tools.json"), request.Body);
        var endpoint = JsonNode.Parse(ProviderFixture.Text(Kind, "endpoint.json"))!;
        Assert.Equal((string?)endpoint["path"], request.Path);
        Assert.All(endpoint["headers"]!.AsObject(), header => Assert.Equal((string?)header.Value, request.Headers[header.Key]));
    }

    [Fact]
    public async Task Options_are_sent_and_the_models_maximum_with_them()
    {
        await using var server = await LoopbackServer.StartAsync(AnswerAsync);
        using var room = new TestRoom();
        var options = ToolTalk.Options(ChatToolMode.RequireSpecific("weather"));
        options.Instructions = "Be brief.";
        (options.Temperature, options.TopP, options.TopK, options.StopSequences) = (0.5f, 0.25f, 40, ["END"]);
        options.Reasoning = new() { Effort = ReasoningEffort.Low };
        options.ResponseFormat = ChatResponseFormat.ForJsonSchema(Schema);

        await Reply.AskAsync(
            room.Provider(Kind, server.BaseUrl).GetChatClient(Model),
            [new(ChatRole.System, "Speak German."), new(ChatRole.User, "Größe \"x\"?")], options);

        Assert.Equal(["/v1/models/" + Model, "/v1/messages"], server.Requests.Select(request => request.Path));
        Assert.Equal(ProviderFixture.Line(Kind, "request-options.json"), server.Requests[1].Body);
    }

    [Theory]
    [InlineData("claude-old", null, 2048, """{"type":"enabled","budget_tokens":2048}""")]
    [InlineData("claude-old", ReasoningEffort.High, null, """{"type":"enabled","budget_tokens":4096}""")]
    [InlineData("claude-old", ReasoningEffort.Low, null, """{"type":"enabled","budget_tokens":1024}""")]
    [InlineData("claude-old", ReasoningEffort.None, null, """{"type":"disabled"}""")]
    [InlineData(Model, ReasoningEffort.ExtraHigh, 2048, """{"type":"adaptive","display":"summarized"}""")]
    [InlineData(Model, null, 0, """{"type":"disabled"}""")]
    [InlineData(Model, null, null, null)]
    public async Task Thinking_is_asked_for_in_the_way_that_the_model_takes(string model, ReasoningEffort? effort, int? budget, string? expected)
    {
        await using var server = await LoopbackServer.StartAsync(AnswerAsync);
        using var room = new TestRoom();
        var options = new ChatOptions { Reasoning = effort is null ? null : new() { Effort = effort }, ThinkingBudget = budget };

        await Reply.AskAsync(room.Provider(Kind, server.BaseUrl).GetChatClient(model), "Hi", options);

        var body = JsonNode.Parse(server.Requests[^1].Body)!;
        Assert.Equal(expected, body["thinking"]?.ToJsonString());
        Assert.Equal(effort is ReasoningEffort.ExtraHigh ? "xhigh" : null, (string?)body["output_config"]?["effort"]);
        if (budget is 2048 && model == "claude-old")
        {
            Assert.Equal(ProviderFixture.Line(Kind, "request-budget.json"), server.Requests[^1].Body);
        }
    }

    [Fact]
    public async Task Redacted_thinking_of_an_answer_goes_back_as_it_came()
    {
        await using var server = await LoopbackServer.StartAsync(
            context => Replay.WriteAsync(context, "text/event-stream", ProviderFixture.Text(Kind, "thinking-tools.sse")));
        using var room = new TestRoom();
        var client = room.Provider(Kind, server.BaseUrl).GetChatClient(Model);
        var options = new ChatOptions { MaxOutputTokens = 9 };
        var answer = await client.GetResponseAsync("Hi", options, TestContext.Current.CancellationToken);

        await Reply.AskAsync(client, [new(ChatRole.User, "Hi"), .. answer.Messages, new(ChatRole.Tool, [new FunctionResultContent("toolu_01", null) { Exception = new InvalidOperationException("no") }])], options);

        Assert.Equal(
            """[{"type":"thinking","thinking":"I should look.","signature":"EqQBCgIYAhIM1gbcDa9GJwZA2b3h=="},{"type":"redacted_thinking","data":"EmwKAhgBEgy3va3pzix/LafPsn4a"},{"type":"text","text":"Let me look."},{"type":"tool_use","id":"toolu_01","name":"weather","input":{"city":"Köln","days":2}},{"type":"tool_use","id":"toolu_02","name":"time","input":{}}]""",
            Content(server, 1));
        Assert.Equal("""[{"type":"tool_result","tool_use_id":"toolu_01","content":"no","is_error":true}]""", Content(server, 2));
    }

    [Theory]
    [InlineData("none", """{"type":"none"}""")]
    [InlineData("any", """{"type":"any"}""")]
    [InlineData("single", """{"type":"auto","disable_parallel_tool_use":true}""")]
    [InlineData("auto", null)]
    public async Task Choice_of_tools_is_sent(string mode, string? expected)
    {
        await using var server = await LoopbackServer.StartAsync(AnswerAsync);
        using var room = new TestRoom();
        var options = ToolTalk.Options(mode switch { "none" => ChatToolMode.None, "any" => ChatToolMode.RequireAny, _ => ChatToolMode.Auto });
        options.MaxOutputTokens = 9;
        options.AllowMultipleToolCalls = mode == "single" ? false : null;

        await Reply.AskAsync(room.Provider(Kind, server.BaseUrl).GetChatClient(Model), "Hi", options);

        Assert.Equal(expected, JsonNode.Parse(server.Requests[0].Body)!["tool_choice"]?.ToJsonString());
    }

    [Fact]
    public async Task What_the_api_does_not_have_is_refused_before_it_is_sent()
    {
        await using var server = await LoopbackServer.StartAsync(AnswerAsync);
        using var room = new TestRoom();
        var provider = room.Provider(Kind, server.BaseUrl);

        var json = await Reply.AskAsync(provider.GetChatClient(Model), "Hi", new() { ResponseFormat = ChatResponseFormat.Json });
        var schema = await Reply.AskAsync(provider.GetChatClient("claude-old"), "Hi", new() { ResponseFormat = ChatResponseFormat.ForJsonSchema(Schema) });
        var untold = await Reply.AskAsync(provider.GetChatClient("nobody-knows"));
        var narrow = await Reply.AskAsync(
            provider.GetChatClient("claude-old"), "Hi", new() { MaxOutputTokens = 1000, Reasoning = new() { Effort = ReasoningEffort.Low } });

        Assert.All([json, schema, untold, narrow], reply => Assert.Equal(ProblemKind.Invalid, reply.Failure?.Kind));
        Assert.Contains("schema", json.Failure?.Fix, StringComparison.Ordinal);
        Assert.Contains("maximum", untold.Failure?.Fix, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Requests, request => request.Path == "/v1/messages");
    }

    [Fact]
    public async Task Tokens_of_a_prompt_are_counted_without_asking_the_model()
    {
        await using var server = await LoopbackServer.StartAsync(new Dictionary<string, string> { ["/v1/messages/count_tokens"] = ProviderFixture.Text(Kind, "count.json") });
        using var room = new TestRoom();
        var counter = Assert.IsType<ITokenCounter>(room.Provider(Kind, server.BaseUrl), exactMatch: false);

        Assert.Equal(new TokenCount(2095), await counter.CountTokensAsync(Model, ToolTalk.Messages, ToolTalk.Options(), TestContext.Current.CancellationToken));
        Assert.Equal(ProviderFixture.Line(Kind, "request-count.json"), Assert.Single(server.Requests).Body);
    }

    [Fact]
    public async Task Version_and_header_of_the_key_are_the_providers_own()
    {
        await using var server = await LoopbackServer.StartAsync(AnswerAsync);
        using var http = new HttpRoom();
        var provider = new AnthropicProvider(
            new("p", Kind, "Older", server.BaseUrl, new Secret("k-123")), server.BaseUrl, new("2023-06-01", "x-api-key"), http, TimeProvider.System);

        await Reply.AskAsync(provider.GetChatClient("m"), "Hi", new() { MaxOutputTokens = 1 });

        var headers = Assert.Single(server.Requests).Headers;
        Assert.Equal(("2023-06-01", "k-123"), (headers["anthropic-version"], headers["x-api-key"]));
        Assert.DoesNotContain("Authorization", headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    private static string Content(LoopbackServer server, int message) =>
        JsonDocument.Parse(server.Requests[^1].Body).RootElement.GetProperty("messages")[message].GetProperty("content").GetRawText();

    /// <summary>Tells of the models in the list, and answers every question.</summary>
    private static Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path.EndsWith("/messages", StringComparison.Ordinal))
        {
            return Replay.WriteAsync(context, "text/event-stream", ProviderFixture.Text(Kind, "answer.sse"));
        }

        var models = JsonNode.Parse(ProviderFixture.Text(Kind, "models-1.json"))!["data"]!.AsArray();
        var model = models.FirstOrDefault(each => path.EndsWith("/models/" + (string?)each!["id"], StringComparison.Ordinal));
        context.Response.StatusCode = model is null ? 404 : 200;
        return Replay.WriteAsync(context, "application/json", model?.ToJsonString() ?? """{"type":"error","error":{"type":"not_found_error","message":"model"}}""");
    }
}
