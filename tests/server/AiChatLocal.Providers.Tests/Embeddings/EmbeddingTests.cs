using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Tests.Support;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Tests.Embeddings;

/// <summary>Vectors of texts; the vendors' own clients are held against the same files.</summary>
public sealed class EmbeddingTests
{
    private static readonly string[] Texts = ["one", "zwei 😀"];

    [Theory]
    [InlineData("openai", "openai", "text-embedding-test", "/v1/embeddings")]
    [InlineData("openai-compatible", "openai", "text-embedding-test", "/v1/embeddings")]
    [InlineData("mistral", "mistral", "mistral-embed", "/v1/embeddings")]
    [InlineData("ollama", "ollama", "nomic-embed-text", "/api/embed")]
    public async Task Several_texts_become_vectors_in_one_request_with_their_usage(string kind, string folder, string model, string path)
    {
        await using var server = await LoopbackServer.StartAsync(new Dictionary<string, string> { [path] = SharedBody.Read(folder + "/embeddings.json") });
        using var room = new TestRoom();

        var vectors = await EmbedAsync(room.Provider(kind, server.BaseUrl), model, Texts, 3);

        Assert.Equal([[0.5f, -0.25f, 0.125f], [1f, 0f, 0f]], vectors.Select(each => each.Vector.ToArray()));
        Assert.Equal(5, vectors.Usage?.InputTokenCount);
        SharedBody.AssertSame(SharedBody.Read(folder + "/embeddings.request.json"), Assert.Single(server.Requests).Body);
    }

    [Fact]
    public async Task Vectors_that_come_as_base64_are_read()
    {
        var bytes = Convert.ToBase64String([.. BitConverter.GetBytes(0.5f), .. BitConverter.GetBytes(-2f)]);
        await using var server = await LoopbackServer.StartAsync(new Dictionary<string, string> { ["/v1/embeddings"] = $$"""{"data":[{"embedding":"{{bytes}}"}]}""" });
        using var room = new TestRoom();

        var vectors = await EmbedAsync(room.OpenAi(server.BaseUrl), "m", ["one"], dimensions: null);

        Assert.Equal([0.5f, -2f], Assert.Single(vectors).Vector.ToArray());
        Assert.Null(vectors.Usage);
    }

    [Fact]
    public async Task More_texts_than_a_request_takes_go_one_request_after_the_other()
    {
        LoopbackServer? asked = null;
        await using var server = asked = await LoopbackServer.StartAsync(async context =>
        {
            using var body = System.Text.Json.JsonDocument.Parse(asked!.Requests[^1].Body);
            var data = body.RootElement.GetProperty("input").EnumerateArray().Select((text, index) => $$"""{"index":{{index}},"embedding":[{{text.GetString()}}]}""");
            await Replay.WriteAsync(context, "application/json", "{\"data\":[" + string.Join(',', data) + """],"usage":{"prompt_tokens":2}}""");
        });
        using var room = new TestRoom();
        string[] texts = [.. Enumerable.Range(0, 600).Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture))];

        var vectors = await EmbedAsync(room.OpenAi(server.BaseUrl), "m", texts, dimensions: null);

        Assert.Equal(Enumerable.Range(0, 600).Select(number => (float)number), vectors.Select(each => each.Vector.Span[0]));
        Assert.Equal((2, 4), (server.Requests.Count, vectors.Usage?.InputTokenCount));
    }

    [Theory]
    [InlineData("openai-compatible", 501, """{"error":{"code":501,"message":"This server does not support embeddings. Start it with `--embeddings`","type":"not_supported_error"}}""", "refused", "started without embeddings", "--embeddings --pooling mean")]
    [InlineData("openai-compatible", 400, """{"error":{"code":400,"message":"Pooling type 'none' is not OAI compatible. Please use a different pooling type","type":"invalid_request_error"}}""", "refused", "no way to make one vector", "--pooling mean")]
    [InlineData("openai-compatible", 500, """{"error":{"code":500,"message":"input is too large to process. increase the physical batch size","type":"server_error"}}""", "contextTooLong", "longer than m takes", "Split the text")]
    [InlineData("openai-compatible", 400, """{"object":"error","message":"The model does not support Embeddings API","type":"BadRequestError","param":null,"code":400}""", "refused", "m cannot make vectors", "nomic-embed-text")]
    [InlineData("openai-compatible", 404, """{"detail":"Not Found"}""", "unexpectedAnswer", "no place for embeddings", "another provider")]
    [InlineData("openai-compatible", 200, """{"error":"Unexpected endpoint or method. (POST /v1/embeddings)"}""", "serverError", "reported an error", "log")]
    [InlineData("openai", 400, """{"error":{"message":"This model does not support specifying dimensions.","type":"invalid_request_error"}}""", "invalid", "no vectors of 3 numbers", "dimensions out")]
    [InlineData("openai", 401, """{"error":{"message":"Incorrect API key provided","type":"invalid_request_error"}}""", "unauthorized", "did not let us in", "key")]
    [InlineData("mistral", 400, """{"object":"error","message":"Invalid model: m","type":"invalid_model","code":"1500"}""", "invalid", "refused the request", "what the server names")]
    [InlineData("ollama", 501, """{"error":"this model does not support embeddings"}""", "refused", "m cannot make vectors", "nomic-embed-text")]
    [InlineData("ollama", 400, """{"error":"the input length exceeds the context length"}""", "contextTooLong", "longer than m takes", "Split the text")]
    [InlineData("ollama", 404, """{"error":"model \"m\" not found, try pulling it first"}""", "modelNotFound", "no model named m", "download")]
    public async Task Refusals_are_told_in_plain_words(string kind, int status, string body, string problem, string what, string fix)
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Replay.WriteAsync(context, "application/json", body);
        });
        using var room = new TestRoom();

        var failure = (await Assert.ThrowsAsync<ProviderException>(() => EmbedAsync(room.Provider(kind, server.BaseUrl), "m", ["one"], 3))).Problem;

        Assert.Equal(problem, failure.Kind);
        Assert.Contains(what, failure.What, StringComparison.Ordinal);
        Assert.Contains(fix, failure.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"data":[{"embedding":[1,2,3]}]}""", "did not answer every text")]
    [InlineData("""{"data":[{"embedding":[1,2,3]},{"embedding":[]}]}""", "did not answer every text")]
    [InlineData("""{"data":[{"embedding":[1,2,3]},{"embedding":[1,2,3]}]}""", "no vectors of 2 numbers")]
    [InlineData("""{"data":[{"embedding":[1,2]},{"embedding":[1,null]}]}""", "something other than numbers")]
    [InlineData("""{"data":[{"embedding":[1,2]},{"embedding":[1,1e999]}]}""", "something other than numbers")]
    [InlineData("""{"data":[{"embedding":[1,2]},{"embedding":"AADAfwAAwH8="}]}""", "something other than numbers")]
    [InlineData("""{"data":[{"embedding":[1,2]},{"embedding":"AAAAPwAAAMAA"}]}""", "something other than numbers")]
    [InlineData("""{"data":[{"embedding":[1,2]},{"embedding":"no base64"}]}""", "something other than numbers")]
    public async Task Vectors_that_are_not_those_that_were_asked_for_are_refused(string body, string what)
    {
        await using var server = await LoopbackServer.StartAsync(new Dictionary<string, string> { ["/v1/embeddings"] = body });
        using var room = new TestRoom();

        var failure = await Assert.ThrowsAsync<ProviderException>(() => EmbedAsync(room.OpenAi(server.BaseUrl), "m", Texts, 2));

        Assert.Contains(what, failure.Problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Real_server_embeds_when_it_was_started_for_it()
    {
        await using var server = await LlamaServer.StartAsync("--embeddings", "--pooling", "mean");
        using var room = new TestRoom();
        var provider = room.OpenAi(server.BaseUrl);

        var vectors = await EmbedAsync(provider, "m", ["Once upon a time", "Once upon a time", "The dog ran"], dimensions: null);

        Assert.Equal([64, 64, 64], vectors.Select(each => each.Vector.Length));
        Assert.True(Similarity(vectors[0], vectors[1]) > 0.999);
        Assert.True(Similarity(vectors[0], vectors[2]) < 0.999);
        Assert.True(vectors.Usage?.InputTokenCount > 10);
        var tooLong = await Assert.ThrowsAsync<ProviderException>(
            () => EmbedAsync(provider, "m", [string.Concat(Enumerable.Repeat("word ", 2000))], dimensions: null));
        Assert.Equal(ProblemKind.ContextTooLong, tooLong.Problem.Kind);
        var shorter = await Assert.ThrowsAsync<ProviderException>(() => EmbedAsync(provider, "m", ["Once"], 3));
        Assert.Contains("It gave 64 numbers", shorter.Problem.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "started without embeddings")]
    [InlineData("--embeddings", "no way to make one vector")]
    public async Task Real_server_that_cannot_says_how_to_start_it(string argument, string what)
    {
        await using var server = await LlamaServer.StartAsync([.. argument.Length > 0 ? [argument] : Array.Empty<string>()]);
        using var room = new TestRoom();

        var failure = await Assert.ThrowsAsync<ProviderException>(() => EmbedAsync(room.OpenAi(server.BaseUrl), "m", ["one"], dimensions: null));

        Assert.Contains(what, failure.Problem.What, StringComparison.Ordinal);
        Assert.Contains("--pooling mean", failure.Problem.Fix, StringComparison.Ordinal);
    }

    private static async Task<GeneratedEmbeddings<Embedding<float>>> EmbedAsync(IProvider provider, string model, string[] texts, int? dimensions)
    {
        using var generator = Assert.IsType<IEmbeddingProvider>(provider, exactMatch: false).GetEmbeddingGenerator(model);
        return await generator.GenerateAsync(texts, new() { Dimensions = dimensions }, TestContext.Current.CancellationToken);
    }

    private static double Similarity(Embedding<float> one, Embedding<float> other)
    {
        var pairs = one.Vector.ToArray().Zip(other.Vector.ToArray()).ToList();
        double Length(IEnumerable<float> numbers) => Math.Sqrt(numbers.Sum(number => (double)number * number));
        return pairs.Sum(pair => (double)pair.First * pair.Second) / (Length(pairs.Select(pair => pair.First)) * Length(pairs.Select(pair => pair.Second)));
    }
}
