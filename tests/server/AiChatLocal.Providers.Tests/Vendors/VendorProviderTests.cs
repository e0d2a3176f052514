using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Anthropic;
using AiChatLocal.Providers.Gemini;
using AiChatLocal.Providers.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace AiChatLocal.Providers.Tests.Vendors;

public sealed class VendorProviderTests
{
    [Theory]
    [InlineData("https://api.anthropic.com", "https://api.anthropic.com/v1")]
    [InlineData("https://api.anthropic.com/v1/", "https://api.anthropic.com/v1")]
    [InlineData("https://api.anthropic.com/v1/messages", "https://api.anthropic.com/v1")]
    [InlineData("https://proxy/anthropic", "https://proxy/anthropic/v1")]
    public void Base_url_of_anthropic_may_be_pasted_in_many_forms(string given, string expected) =>
        Assert.Equal(expected, AnthropicAccess.Normalize(new(given)).AbsoluteUri);

    [Theory]
    [InlineData("https://generativelanguage.googleapis.com", "https://generativelanguage.googleapis.com/v1beta")]
    [InlineData("https://generativelanguage.googleapis.com/v1/", "https://generativelanguage.googleapis.com/v1")]
    [InlineData("https://generativelanguage.googleapis.com/v1beta/models", "https://generativelanguage.googleapis.com/v1beta")]
    [InlineData("https://generativelanguage.googleapis.com/v1beta/openai/", "https://generativelanguage.googleapis.com/v1beta")]
    [InlineData("https://proxy/google", "https://proxy/google/v1beta")]
    public void Base_url_of_gemini_may_be_pasted_in_many_forms(string given, string expected) =>
        Assert.Equal(expected, GeminiAddress.Normalize(new(given)).AbsoluteUri);

    [Theory]
    [InlineData("anthropic")]
    [InlineData("gemini")]
    public async Task Questions_leave_this_machine_and_nothing_is_looked_for_on_it(string kind)
    {
        using var room = new TestRoom();
        var description = room.Kind(kind).Description;

        Assert.True(room.Provider(kind, description.DefaultBaseUrl!).LeavesThisMachine);
        Assert.False(room.Provider(kind, new("http://127.0.0.1:1")).LeavesThisMachine);
        Assert.True(description.TakesApiKey);
        Assert.Empty(await room.Kind(kind).DiscoverAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Models_of_anthropic_tell_what_the_api_tells_over_all_pages()
    {
        await using var server = await LoopbackServer.StartAsync(PagesAsync("anthropic", "?limit=1000&after_id=claude-old"));
        using var room = new TestRoom();

        var models = await room.Provider("anthropic", server.BaseUrl).ListModelsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["Claude Sonnet 5", "Claude Old", "claude-bare"], models.Select(model => model.DisplayName));
        Assert.Equal([1_000_000, 200_000, null], models.Select(model => model.ContextLength));
        Assert.Equal([64_000, 8192, null], models.Select(model => model.MaxOutputTokens));
        Assert.Equal(["chat tools vision thinking", "chat tools thinking", ""], models.Select(model => string.Join(' ', model.Capabilities)));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Models_of_gemini_are_those_that_chat_or_embed_over_all_pages()
    {
        await using var server = await LoopbackServer.StartAsync(PagesAsync("gemini", "?pageSize=1000&pageToken=page%2F2%3D"));
        using var room = new TestRoom();

        var models = await room.Provider("gemini", server.BaseUrl).ListModelsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["gemini-3-flash", "gemini-embedding-001", "tunedModels/mine"], models.Select(model => model.Id));
        Assert.Equal([1_048_576, 2048, null], models.Select(model => model.ContextLength));
        Assert.Equal([65_536, 1, null], models.Select(model => model.MaxOutputTokens));
        Assert.Equal(["chat thinking", "embedding", "chat"], models.Select(model => string.Join(' ', model.Capabilities)));
        Assert.Equal([true, false, true], models.Select(model => model.CanChat));
    }

    [Theory]
    [InlineData("anthropic", "authorization", "Bearer right", """{"data":[{"id":"m"}],"has_more":false}""", """{"models":[]}""", """{"data":[]}""")]
    [InlineData("gemini", "x-goog-api-key", "right", """{"models":[{"name":"models/m","supportedGenerationMethods":["generateContent"]}]}""", """{"data":[]}""", """{"models":[]}""")]
    public async Task Test_tells_a_wrong_key_another_api_and_an_absent_server_apart(
        string kind, string header, string value, string list, string another, string empty)
    {
        var body = list;
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            var isRight = context.Request.Headers[header] == value;
            context.Response.StatusCode = isRight ? 200 : 401;
            return Replay.WriteAsync(context, "application/json", isRight ? body : """{"error":{"message":"bad key wrong-key-1"}}""");
        });
        using var room = new TestRoom();

        var right = await TestAsync(server.BaseUrl, "right");
        var wrong = await TestAsync(server.BaseUrl, "wrong-key-1");
        var absent = await TestAsync(TestRoom.Silent(), "right");
        body = another;
        var other = await TestAsync(server.BaseUrl, "right");
        body = empty;
        var none = await TestAsync(server.BaseUrl, "right");

        Assert.True(right.Ok);
        Assert.Equal(["name", "tcp", "identity", "authentication", "models", "token"], right.Steps.Select(step => step.Name));
        Assert.Equal(("authentication", ProblemKind.Unauthorized), (wrong.Steps[^1].Name, wrong.Steps[^1].Failure?.Kind));
        Assert.DoesNotContain("wrong-key-1", wrong.Steps[^1].ToString(), StringComparison.Ordinal);
        Assert.Equal(("tcp", ProblemKind.Unreachable), (absent.Steps[^1].Name, absent.Steps[^1].Failure?.Kind));
        Assert.Equal(("identity", ProblemKind.UnexpectedAnswer), (other.Steps[^1].Name, other.Steps[^1].Failure?.Kind));
        Assert.Equal(("models", ProblemKind.NoModel), (none.Steps[^1].Name, none.Steps[^1].Failure?.Kind));

        Task<ProviderTestReport> TestAsync(Uri address, string key) =>
            room.Provider(kind, address, key).TestAsync(null, TestContext.Current.CancellationToken);
    }

    /// <summary>The first page to everybody, the second to who asks for what follows.</summary>
    private static RequestDelegate PagesAsync(string kind, string second) => context => Replay.WriteAsync(
        context, "application/json", ProviderFixture.Text(kind, context.Request.QueryString.Value == second ? "models-2.json" : "models-1.json"));
}
