using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Embedded;
using AiChatLocal.Providers.Embedded.Models;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Tests.Support;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiChatLocal.Providers.Tests.Embedded;

public sealed class EmbeddedProviderTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly HttpRoom _http = new();
    private readonly EmbeddedKind _kind;
    private readonly IProvider _provider;
    private string? _engineFolder;

    public EmbeddedProviderTests()
    {
        _folder.Write("models/tiny.gguf", "weights");
        _engineFolder = Path.GetDirectoryName(_folder.Write("engine/engine.mjs", FakeEngine.Script));
        _kind = new(new DataDirectory(_folder.Path), _http, TimeProvider.System, NullLogger.Instance,
            name => name == "AI_CHAT_LOCAL_ENGINE_DIR" ? _engineFolder : name == "PATH" ? Environment.GetEnvironmentVariable(name) : null);
        _provider = _kind.Create(new("embedded", "embedded", "embedded"));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reply_brings_progress_thinking_text_usage_and_speeds()
    {
        var contents = await AskAsync("hello");
        Assert.Contains(contents, content => content is ProgressContent { Phase: ReplyPhase.LoadingModel, Fraction: 0.5 });
        Assert.Equal("hm", Assert.Single(contents.OfType<TextReasoningContent>()).Text);
        Assert.StartsWith("I am ", Assert.Single(contents.OfType<TextContent>()).Text, StringComparison.Ordinal);
        Assert.Equal(3, Assert.Single(contents.OfType<UsageContent>()).Details.OutputTokenCount);
        var timing = Assert.Single(contents.OfType<TimingContent>());
        Assert.Equal(40, timing.PromptTokensPerSecond);
        Assert.Equal(10, timing.TokensPerSecond);
    }

    [Fact]
    public async Task One_engine_serves_all_replies() => Assert.Equal(await EngineIdAsync(), await EngineIdAsync());

    [Fact]
    public async Task Killed_engine_fails_the_running_reply_and_the_next_one_has_a_new_engine()
    {
        var text = "";
        var failure = await Assert.ThrowsAsync<ProviderException>(async () =>
        {
            await foreach (var update in Stream("wait", Token))
            {
                if (update.Text.Length == 0) continue;
                text += update.Text;
                using var engine = Process.GetProcessById(IdIn(text));
                engine.Kill();
            }
        });
        Assert.Equal(ProblemKind.EngineCrashed, failure.Problem.Kind);
        Assert.True(failure.Problem.Retryable);
        Assert.NotEqual(IdIn(text), await EngineIdAsync());
    }

    [Fact]
    public async Task Last_words_of_a_crashed_engine_are_told()
    {
        var failure = await Assert.ThrowsAsync<ProviderException>(() => AskAsync("die"));
        Assert.Equal(ProblemKind.EngineCrashed, failure.Problem.Kind);
        Assert.Contains("GGML_ASSERT", failure.Problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failure_of_the_engine_keeps_its_words()
    {
        var failure = await Assert.ThrowsAsync<ProviderException>(() => AskAsync("fail"));
        Assert.Equal(new Problem(ProblemKind.ContextTooLong, $"Too long.", $"9 of 5"), failure.Problem);
    }

    [Fact]
    public async Task Cancelled_reply_tells_its_usage_and_leaves_the_engine_running()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        List<AIContent> contents = [];
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in Stream("wait", cancel.Token))
            {
                contents.AddRange(update.Contents);
                if (update.Text.Length > 0) await cancel.CancelAsync();
            }
        });
        Assert.Contains(contents, content => content is UsageContent);
        Assert.Equal(IdIn(string.Concat(contents.OfType<TextContent>().Select(content => content.Text))), await EngineIdAsync());
    }

    [Fact]
    public async Task Engine_ends_with_its_provider()
    {
        using var engine = Process.GetProcessById(await EngineIdAsync());
        await _kind.DisposeAsync();
        await engine.WaitForExitAsync(Token).WaitAsync(TestRoom.Patience, Token);
    }

    [Fact]
    public async Task Missing_engine_says_what_to_install()
    {
        _engineFolder = Path.Combine(_folder.Path, "nowhere");
        var failure = await Assert.ThrowsAsync<ProviderException>(() => AskAsync("hello"));
        Assert.Equal(ProblemKind.EngineMissing, failure.Problem.Kind);
        Assert.NotNull(failure.Problem.Fix);
        Assert.Contains(await _provider.ListModelsAsync(Token), model => model.Id == "tiny");
        Assert.False((await _provider.TestAsync(null, Token)).Ok);
    }

    [Fact]
    public async Task Texts_become_vectors_in_their_order_with_their_tokens()
    {
        using var generator = Generator("tiny");
        var vectors = await generator.GenerateAsync(["abc", "a"], cancellationToken: Token);
        Assert.Equal([[3, 0.5f], [1, 0.5f]], vectors.Select(vector => vector.Vector.ToArray()));
        Assert.Equal(7, vectors.Usage?.InputTokenCount);
        Assert.Empty(await generator.GenerateAsync([], cancellationToken: Token));
    }

    [Fact]
    public async Task Vectors_that_the_engine_or_the_model_refuses_are_told()
    {
        using var generator = Generator("tiny");
        var tooLong = await Assert.ThrowsAsync<ProviderException>(() => generator.GenerateAsync(["fail"], cancellationToken: Token));
        Assert.Equal(ProblemKind.ContextTooLong, tooLong.Problem.Kind);
        var wrongSize = await Assert.ThrowsAsync<ProviderException>(() => generator.GenerateAsync(["abc"], new() { Dimensions = 3 }, Token));
        Assert.Equal("It gives 2 numbers for each text.", wrongSize.Problem.Why);
        using var absent = Generator("all-minilm-l6-v2");
        var notYet = await Assert.ThrowsAsync<ProviderException>(() => absent.GenerateAsync(["abc"], cancellationToken: Token));
        Assert.Equal(ProblemKind.NotDownloaded, notYet.Problem.Kind);
    }

    [Fact]
    public void Files_of_the_products_own_are_what_the_catalogue_says()
    {
        var own = ModelCatalogue.Models.SelectMany(model => model.Files).Where(file => file.Own is not null).ToList();
        Assert.NotEmpty(own);
        Assert.All(own, file =>
        {
            using var content = CatalogueFile.OpenOwn(file.Own!);
            Assert.Equal(file.SizeBytes, content.Length);
            Assert.Equal(file.Sha256, Convert.ToHexStringLower(SHA256.HashData(content)));
        });
    }

    [Fact]
    public async Task Files_of_users_are_listed_beside_what_can_be_downloaded()
    {
        _folder.Write("models/mine/Big-Model.Q4.gguf", "x");
        _folder.Write("models/split-00001-of-00002.gguf", "x");
        _folder.Write("models/split-00002-of-00002.gguf", "x");
        _folder.Write("models/notes.txt", "x");
        var models = await _provider.ListModelsAsync(Token);
        Assert.Equal(
            ["mine/Big-Model.Q4", "split-00001-of-00002", "tiny", .. ModelCatalogue.Models.Select(model => model.Id)],
            models.Select(model => model.Id));
        Assert.Equal(ModelState.Available, models[0].State);
        var starter = Assert.Single(models, model => model.Id == "tinyllama-1.1b-chat");
        Assert.Equal(ModelState.Downloadable, starter.State);
        Assert.Equal(322_591_712, starter.SizeBytes);
    }

    [Theory]
    [InlineData("tinyllama-1.1b-chat", ProblemKind.NotDownloaded)]
    [InlineData("unknown", ProblemKind.ModelNotFound)]
    public async Task Model_that_is_not_there_is_told_before_an_engine_starts(string model, string kind)
    {
        var failure = await Assert.ThrowsAsync<ProviderException>(
            () => _provider.GetChatClient(model).GetResponseAsync([new ChatMessage(ChatRole.User, "hello")], cancellationToken: Token));
        Assert.Equal(kind, failure.Problem.Kind);
        Assert.Null(_kind.Host.Running);
    }

    public async ValueTask DisposeAsync()
    {
        await _kind.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
    }

    private IEmbeddingGenerator<string, Embedding<float>> Generator(string model) => Assert.IsType<IEmbeddingProvider>(_provider, exactMatch: false).GetEmbeddingGenerator(model);

    private static int IdIn(string text) => int.Parse(text.AsSpan("I am ".Length), CultureInfo.InvariantCulture);

    private IAsyncEnumerable<ChatResponseUpdate> Stream(string text, CancellationToken cancellationToken) =>
        _provider.GetChatClient("tiny").GetStreamingResponseAsync([new(ChatRole.User, text)], cancellationToken: cancellationToken);

    private async Task<List<AIContent>> AskAsync(string text)
    {
        List<AIContent> contents = [];
        await foreach (var update in Stream(text, Token)) contents.AddRange(update.Contents);
        return contents;
    }

    private async Task<int> EngineIdAsync() => IdIn(string.Concat((await AskAsync("hello")).OfType<TextContent>().Select(content => content.Text)));
}
