using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Network;
using AiChatLocal.Protocol.Providers;
using AiChatLocal.Providers.Tests.Support;
using AiChatLocal.Server.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace AiChatLocal.Server.Tests;

/// <summary>What holds for all connections and for those of one provider, over the wire and the command line.</summary>
public sealed class NetworkTests : IAsyncLifetime
{
    private const string Passphrase = "open sesame";
    private readonly TemporaryDirectory _directory = new();
    private readonly TestAuthority _company = TestCertificate.Authority("Company Root");
    private Client _client = null!;

    public async ValueTask InitializeAsync() => _client = await Client.StartAsync(_directory.Path);

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        _company.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Authorities_and_a_limit_are_set_shown_and_taken_back()
    {
        var file = Write("ca.pem", _company.Pem);

        var set = await _client.AskAsync<NetworkSetParams, NetworkStatus>(new(file, 120));
        var printed = await RunAsync("network");
        var changed = await RunAsync("network", "--silence-limit", "5m", "--json");
        var after = await GetAsync();
        await RunAsync("network", "--ca-file", "none", "--silence-limit", "off");

        Assert.Equal((file, 120, "Company Root"), (set.CaFile, set.SilenceLimitSeconds, Assert.Single(set.Authorities!).Subject));
        Assert.Contains("Company Root, valid until", printed.Output, StringComparison.Ordinal);
        Assert.Contains("120 s", printed.Output, StringComparison.Ordinal);
        Assert.Equal(0, changed.ExitCode);
        Assert.Equal((file, 300), (after.CaFile, after.SilenceLimitSeconds));
        Assert.Equal(new(), await GetAsync());
    }

    [Fact]
    public async Task A_file_that_goes_bad_later_is_told_with_what_to_do()
    {
        var file = Write("ca.pem", _company.Pem);
        await _client.AskAsync<NetworkSetParams, NetworkStatus>(new(file));
        Write("ca.pem", "no certificate at all");

        var status = await GetAsync();

        Assert.Null(status.Authorities);
        Assert.Contains("holds no certificate", status.Problem!.Error.Why, StringComparison.Ordinal);
        Assert.Contains("--ca-file none", status.Problem.Error.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("absent.pem", null)]
    [InlineData("bad.pem", null)]
    [InlineData("relative", null)]
    [InlineData(null, 0)]
    [InlineData(null, 86401)]
    public async Task What_cannot_be_is_refused_and_changes_nothing(string? file, int? seconds)
    {
        Write("bad.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        var path = file is null or "relative" ? file : Path.Combine(_directory.Path, file);

        var error = await _client.FailAsync<NetworkSetParams, NetworkStatus>(new(path, seconds));

        Assert.Equal(RpcErrorCode.InvalidParams, error.Code);
        Assert.False(string.IsNullOrEmpty(error.ErrorData?.Fix));
        Assert.Equal(new(), await GetAsync());
    }

    [Fact]
    public async Task A_client_certificate_lets_in_and_its_passphrase_is_shown_nowhere()
    {
        await using var server = await LoopbackServer.StartAsync(
            context => context.Response.WriteAsJsonAsync(new { data = new[] { new { id = "small" } } }), _company.Server, "Company Root");
        await _client.AskAsync<NetworkSetParams, NetworkStatus>(new(Write("ca.pem", _company.Pem)));
        var pfx = Path.Combine(_directory.Path, "me.pfx");
        await File.WriteAllBytesAsync(pfx, _company.User.Export(System.Security.Cryptography.X509Certificates.X509ContentType.Pkcs12, Passphrase), TestContext.Current.CancellationToken);

        var added = await CommandLineProcess.RunAsync(
            _directory.Path, Passphrase + "\n", "providers", "add", "openai-compatible", "lab", "--url", server.Url(), "--client-certificate", pfx,
            "--client-passphrase-stdin", "--silence-limit", "90s");
        var updated = await RunAsync("providers", "update", "lab", "--proxy", "none");
        var models = await RunAsync("models", "--json");
        var listed = await RunAsync("providers", "list", "--json");

        Assert.Equal((0, ""), (added.ExitCode, added.Error));
        Assert.Equal((0, ""), (updated.ExitCode, updated.Error));
        Assert.True(models.Output.Contains("lab/small", StringComparison.Ordinal), models.Output);
        var route = (await ReadAsync()).Route;
        Assert.Equal(new(pfx, HasPassphrase: true, SilenceLimitSeconds: 90, Proxy: "none"), route);
        Assert.DoesNotContain(Passphrase, await File.ReadAllTextAsync(Path.Combine(_directory.Path, "config.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain(Passphrase, listed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxys_password_is_kept_encrypted_stays_with_its_user_and_is_shown_nowhere()
    {
        const string Password = "hunter2-secret";
        const string Proxy = "http://proxy.example:3128/";
        var added = await CommandLineProcess.RunAsync(
            _directory.Path, Password + "\n", "providers", "add", "openai-compatible", "lab", "--url", "https://lab.example/v1", "--proxy", Proxy,
            "--proxy-user", "me", "--proxy-password-stdin");
        await RunAsync("providers", "update", "lab", "--silence-limit", "90s");
        var kept = (await ReadAsync()).Route;
        var listed = await RunAsync("providers", "list", "--json");
        await RunAsync("providers", "update", "lab", "--proxy-user", "you");
        var other = (await ReadAsync()).Route;
        await RunAsync("providers", "update", "lab", "--proxy-password-env", "PROXY_PASSWORD");
        var variable = (await ReadAsync()).Route;
        await RunAsync("providers", "update", "lab", "--proxy-user", "none");

        Assert.Equal((0, ""), (added.ExitCode, added.Error));
        Assert.Equal(new(SilenceLimitSeconds: 90, Proxy: Proxy, ProxyUser: "me", HasProxyPassword: true), kept);
        Assert.Equal(("you", false), (other?.ProxyUser, other?.HasProxyPassword));
        Assert.Equal(("you", true, "PROXY_PASSWORD"), (variable?.ProxyUser, variable?.HasProxyPassword, variable?.ProxyPasswordVariable));
        Assert.Equal((Proxy, null, false), ((await ReadAsync()).Route?.Proxy, (await ReadAsync()).Route?.ProxyUser, (await ReadAsync()).Route?.HasProxyPassword));
        Assert.DoesNotContain(Password, await File.ReadAllTextAsync(Path.Combine(_directory.Path, "config.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain(Password, listed.Output, StringComparison.Ordinal);
    }

    public static TheoryData<string, ProviderRoute> Impossible => new()
    {
        { "https://lab.example/v1", new(ClientCertificate: "/no/such/file.pem") },
        { "https://lab.example/v1", new(ClientCertificate: "relative.pem") },
        { "https://lab.example/v1", new(ClientKey: "/no/such/key.pem") },
        { "https://lab.example/v1", new(SilenceLimitSeconds: -1) },
        { "https://lab.example/v1", new(Proxy: "proxy.example") },
        { "https://lab.example/v1", new(Proxy: "http://user:hunter2@proxy.example:3128") },
        { "http://127.0.0.1:8080/v1", new(Proxy: "http://proxy.example:3128") },
        { "https://lab.example/v1", new(ProxyUser: "me", ProxyPassword: "hunter2") },
        { "https://lab.example/v1", new(Proxy: "none", ProxyUser: "me") },
        { "https://lab.example/v1", new(Proxy: "http://proxy.example:3128", ProxyPassword: "hunter2") },
        { "https://lab.example/v1", new(Proxy: "http://proxy.example:3128", ProxyUser: "a:b", ProxyPassword: "hunter2") },
        { "https://lab.example/v1", new(Proxy: "http://proxy.example:3128", ProxyUser: "me", ProxyPassword: "hunter2", ProxyPasswordVariable: "P") },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task A_way_that_cannot_be_is_refused(string url, ProviderRoute route)
    {
        var error = await _client.FailAsync<ProvidersAddParams, ProvidersAddResult>(new("openai-compatible", "lab", url, Route: route));

        Assert.Equal(RpcErrorCode.InvalidParams, error.Code);
        Assert.False(string.IsNullOrEmpty(error.ErrorData?.Fix));
        Assert.DoesNotContain("hunter2", error.Message + error.ErrorData, StringComparison.Ordinal);
    }

    private Task<NetworkStatus> GetAsync() => _client.AskAsync<NetworkGetParams, NetworkStatus>(new());

    private async Task<ProviderInfo> ReadAsync() =>
        (await _client.AskAsync<ProvidersListParams, ProvidersListResult>(new())).Providers.Single(each => each.Name == "lab");

    private Task<Finished> RunAsync(params string[] arguments) => CommandLineProcess.RunAsync(_directory.Path, "", arguments);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_directory.Path, name);
        File.WriteAllText(path, text);
        return path;
    }
}
