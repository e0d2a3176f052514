using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Tests.Support;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Tests.OpenAiCompatible;

/// <summary>Each server counts in its own way; which one it is, its answers tell.</summary>
public sealed class TokenCountTests
{
    private const string Plain = """{"object":"list","data":[{"id":"m","object":"model"}]}""";

    private static readonly ChatMessage[] Messages = [new(ChatRole.System, "Be brief."), new(ChatRole.User, "Größe?")];

    [Fact]
    public async Task Llama_cpp_applies_the_template_and_tokenizes_what_comes_of_it()
    {
        await using var server = await StartAsync("llamacpp", ("/apply-template", """{"prompt":"<s>Be brief. Größe?"}"""), ("/tokenize", """{"tokens":[1,7,8,9]}"""));

        Assert.Equal(new TokenCount(4), await CountAsync(server, ToolTalk.Options()));

        SharedBody.AssertSame("""{"model":"m","content":"<s>Be brief. Größe?","add_special":true,"parse_special":true}""", server.Requests[^1].Body);
        Assert.Contains("\"tools\":[", server.Requests[^2].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Vllm_counts_the_conversation_itself()
    {
        await using var server = await StartAsync("vllm", ("/tokenize", """{"count":12,"max_model_len":4096,"tokens":[1,2,3,4,5,6,7,8,9,10,11,12]}"""));

        Assert.Equal(new TokenCount(12), await CountAsync(server));

        SharedBody.AssertSame(
            """{"model":"m","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Größe?"}],"add_generation_prompt":true}""",
            server.Requests[^1].Body);
    }

    [Fact]
    public async Task Textgen_shows_its_prompt_and_counts_that()
    {
        await using var server = await StartAsync(
            null, ("/v1/internal/model/info", """{"model_name":"m"}"""), ("/v1/internal/chat-prompt", """{"prompt":"Be brief. Größe?"}"""),
            ("/v1/internal/token-count", """{"length":9}"""));

        Assert.Equal(new TokenCount(9), await CountAsync(server));
        SharedBody.AssertSame("""{"model":"m","text":"Be brief. Größe?"}""", server.Requests[^1].Body);
    }

    [Fact]
    public async Task Local_ai_counts_the_texts_and_says_that_the_rest_is_guessed()
    {
        await using var server = await StartAsync(null, ("/.well-known/localai.json", """{"version":"3"}"""), ("/v1/tokenize", """{"tokens":[1,2,3,4,5]}"""));

        Assert.Equal(new TokenCount(13, Estimated: true), await CountAsync(server));
        SharedBody.AssertSame("""{"model":"m","content":"Be brief.\nGröße?"}""", server.Requests[^1].Body);
    }

    [Fact]
    public async Task Which_server_it_is_is_asked_once()
    {
        await using var server = await StartAsync("vllm", ("/tokenize", """{"count":12}"""));
        using var room = new TestRoom();
        var counter = Counter(room.OpenAi(server.BaseUrl));

        await counter.CountTokensAsync("m", Messages, null, TestContext.Current.CancellationToken);
        var before = server.Requests.Count;
        await counter.CountTokensAsync("m", Messages, null, TestContext.Current.CancellationToken);

        Assert.Equal(before + 1, server.Requests.Count);
    }

    [Fact]
    public async Task Other_servers_vendors_and_images_have_no_count()
    {
        await using var server = await StartAsync(null);
        await using var counting = await StartAsync("vllm", ("/tokenize", """{"count":12}"""));
        using var room = new TestRoom();
        ChatMessage image = new(ChatRole.User, [new DataContent(new byte[] { 1 }, "image/png")]);

        Assert.Null(await CountAsync(server));
        Assert.Null(await Counter(room.Provider("openai", server.BaseUrl)).CountTokensAsync("m", Messages, null, TestContext.Current.CancellationToken));
        Assert.Null(await Counter(room.OpenAi(counting.BaseUrl)).CountTokensAsync("m", [image], null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_refused_count_is_a_failure_and_the_server_is_looked_at_again()
    {
        await using var server = await StartAsync("vllm");
        using var room = new TestRoom();
        var counter = Counter(room.OpenAi(server.BaseUrl));

        await Assert.ThrowsAsync<ProviderException>(() => counter.CountTokensAsync("m", Messages, null, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<ProviderException>(() => counter.CountTokensAsync("m", Messages, null, TestContext.Current.CancellationToken));

        Assert.Equal(2, server.Requests.Count(request => request.Path == "/v1/models"));
    }

    [Fact]
    public async Task Real_server_counts_what_a_question_takes()
    {
        await using var server = await LlamaServer.StartAsync("--jinja");
        using var room = new TestRoom();
        var provider = room.OpenAi(server.BaseUrl);
        ChatMessage[] messages = [new(ChatRole.System, "Be brief."), new(ChatRole.User, "Once upon a time"), new(ChatRole.Assistant, "there was"), new(ChatRole.User, "Who?")];

        var counted = await Counter(provider).CountTokensAsync("m", messages, null, TestContext.Current.CancellationToken);
        var reply = await Reply.AskAsync(provider.GetChatClient("m"), messages, new() { MaxOutputTokens = 1 });

        Assert.Equal(reply.Usage?.InputTokenCount, counted?.Tokens);
        Assert.False(counted?.Estimated);
    }

    private static async Task<TokenCount?> CountAsync(LoopbackServer server, ChatOptions? options = null)
    {
        using var room = new TestRoom();
        return await Counter(room.OpenAi(server.BaseUrl)).CountTokensAsync("m", Messages, options, TestContext.Current.CancellationToken);
    }

    private static ITokenCounter Counter(IProvider provider) => Assert.IsType<ITokenCounter>(provider, exactMatch: false);

    private static Task<LoopbackServer> StartAsync(string? owner, params (string Path, string Body)[] answers) => LoopbackServer.StartAsync(
        answers.Append(("/v1/models", owner is null ? Plain : Plain.Replace("\"object\":\"model\"", $"\"owned_by\":\"{owner}\"", StringComparison.Ordinal)))
            .ToDictionary(each => each.Item1, each => each.Item2));
}
