using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Tests.Embedded;
using AiChatLocal.Providers.Tests.Support;

namespace AiChatLocal.Providers.Tests.Http;

/// <summary>The user's own file with certificate authorities, against real TLS servers.</summary>
public sealed class AuthorityFileTests : IDisposable
{
    private const string List = """{"object":"list","data":[{"id":"m","object":"model"}]}""";
    private readonly TempFolder _folder = new();
    private readonly TestAuthority _company = TestCertificate.Authority("Company Root");
    private readonly TestAuthority _other = TestCertificate.Authority("Other Root");

    public void Dispose()
    {
        _folder.Dispose();
        _company.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task A_private_authority_is_refused_without_the_file_and_trusted_with_it()
    {
        await using var server = await StartAsync(_company);
        var border = new Border();
        using var room = new TestRoom(border.Options);
        var provider = room.OpenAi(server.BaseUrl);

        var without = await Assert.ThrowsAsync<ProviderException>(() => provider.ListModelsAsync(TestContext.Current.CancellationToken));
        Assert.Empty(server.Requests);
        border.Network = new(Write(_other.Pem + "\n" + _company.Pem));
        var models = await provider.ListModelsAsync(TestContext.Current.CancellationToken);
        var report = await room.TestAsync("openai-compatible", server.BaseUrl.ToString());
        border.Network = new(Write(_other.Pem));
        var other = await Assert.ThrowsAsync<ProviderException>(() => provider.ListModelsAsync(TestContext.Current.CancellationToken));

        Assert.Contains("not trusted", without.Problem.Why, StringComparison.Ordinal);
        Assert.Contains("network --ca-file", without.Problem.Fix, StringComparison.Ordinal);
        Assert.Equal("m", Assert.Single(models).Id);
        Assert.Contains("root Company Root, trusted by the authorities in ", report.Message("tls"), StringComparison.Ordinal);
        Assert.Contains("not trusted", other.Problem.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_kind_of_provider_goes_by_the_file()
    {
        await using var server = await StartAsync(_company);
        var border = new Border { Network = new(Write(_company.Pem)) };
        using var room = new TestRoom(border.Options);

        foreach (var kind in (string[])["openai-compatible", "openai", "mistral", "ollama", "anthropic", "gemini"])
        {
            var before = server.Requests.Count;
            await Record.ExceptionAsync(() => room.Provider(kind, server.BaseUrl, "k").ListModelsAsync(TestContext.Current.CancellationToken));
            Assert.True(server.Requests.Count > before, kind);
        }
    }

    [Fact]
    public async Task A_wrong_host_name_stays_wrong()
    {
        using var certificate = TestCertificate.SelfSigned("models.example");
        await using var server = await LoopbackServer.StartAsync(_ => Task.CompletedTask, certificate);
        var border = new Border { Network = new(Write(certificate.ExportCertificatePem())) };
        using var room = new TestRoom(border.Options);

        (await room.TestAsync("openai-compatible", server.BaseUrl.ToString())).AssertFailed("tls", "another host name", "Use a name");
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_self_signed_certificate_is_its_own_authority()
    {
        using var certificate = TestCertificate.SelfSigned();
        await using var server = await LoopbackServer.StartAsync(context => Replay.WriteAsync(context, "application/json", List), certificate);
        var border = new Border { Network = new(Write(certificate.ExportCertificatePem())) };
        using var room = new TestRoom(border.Options);

        Assert.Single(await room.OpenAi(server.BaseUrl).ListModelsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_goes_bad_later_is_told_and_one_that_is_mended_works_again()
    {
        await using var server = await StartAsync(_company);
        var file = Write(_company.Pem);
        var border = new Border { Network = new(file) };
        using var room = new TestRoom(border.Options);
        var provider = room.OpenAi(server.BaseUrl);
        await provider.ListModelsAsync(TestContext.Current.CancellationToken);

        File.WriteAllText(file, "no certificate");
        var damaged = await Assert.ThrowsAsync<ProviderException>(() => provider.ListModelsAsync(TestContext.Current.CancellationToken));
        File.Delete(file);
        var absent = await Assert.ThrowsAsync<ProviderException>(() => provider.ListModelsAsync(TestContext.Current.CancellationToken));
        (await room.TestAsync("openai-compatible", server.BaseUrl.ToString())).AssertFailed("tls", "There is no file", "--ca-file none");
        File.WriteAllText(file, _company.Pem);

        Assert.Contains("holds no certificate", damaged.Problem.Why, StringComparison.Ordinal);
        Assert.Contains("There is no file", absent.Problem.Why, StringComparison.Ordinal);
        Assert.Single(await provider.ListModelsAsync(TestContext.Current.CancellationToken));
    }

    private static Task<LoopbackServer> StartAsync(TestAuthority authority) =>
        LoopbackServer.StartAsync(context => Replay.WriteAsync(context, "application/json", List), authority.Server);

    private string Write(string text)
    {
        var path = Path.Combine(_folder.Path, Guid.NewGuid() + ".pem");
        File.WriteAllText(path, text);
        return path;
    }
}
