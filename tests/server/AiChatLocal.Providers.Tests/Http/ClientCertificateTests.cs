using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Tests.Embedded;
using AiChatLocal.Providers.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace AiChatLocal.Providers.Tests.Http;

/// <summary>The certificate by which a server knows its user, against a real server that demands one.</summary>
public sealed class ClientCertificateTests : IDisposable
{
    private const string Passphrase = "open sesame";
    private readonly TempFolder _folder = new();
    private readonly TestAuthority _company = TestCertificate.Authority("Company Root");
    private readonly TestAuthority _other = TestCertificate.Authority("Other Root");

    public void Dispose()
    {
        _folder.Dispose();
        _company.Dispose();
        _other.Dispose();
    }

    [Theory]
    [InlineData("pem")]
    [InlineData("pem with a key file")]
    [InlineData("encrypted pem")]
    [InlineData("pfx")]
    [InlineData("encrypted pfx")]
    public async Task A_server_that_demands_a_certificate_lets_in_who_shows_one(string form)
    {
        await using var server = await StartAsync();
        using var room = Room();

        var provider = Provider(room, server, Write(_company.User, form));

        Assert.Single(await provider.ListModelsAsync(TestContext.Current.CancellationToken));
        var report = await provider.TestAsync(false, TestContext.Current.CancellationToken);
        Assert.True(report.Ok, report.Steps[^1].Message);
        Assert.Contains("It is shown the client certificate of user of Company Root.", report.Message("tls"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_one_and_with_a_wrong_one_it_is_told_what_is_missing()
    {
        await using var server = await StartAsync();
        using var room = Room();

        var none = await FailAsync(room, server, null);
        var wrong = await FailAsync(room, server, Write(_other.User, "pem"));
        var testedNone = await Provider(room, server, null).TestAsync(false, TestContext.Current.CancellationToken);
        var testedWrong = await Provider(room, server, Write(_other.User, "pem")).TestAsync(false, TestContext.Current.CancellationToken);

        Assert.Contains("demands a client certificate", none.What, StringComparison.Ordinal);
        Assert.Contains("--client-certificate", none.Fix, StringComparison.Ordinal);
        Assert.Contains("after it was shown the client certificate", wrong.What, StringComparison.Ordinal);
        Assert.Contains("user of Other Root", wrong.Why, StringComparison.Ordinal);
        testedNone.AssertFailed("tls", "demands a client certificate", "--client-certificate");
        testedWrong.AssertFailed("tls", "does not accept the certificate (of “user of Other Root”)", "belongs to this server");
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("No required SSL certificate was sent", "demands a client certificate")]
    [InlineData("The SSL certificate error", "does not accept the client certificate")]
    public async Task A_web_server_that_says_it_with_a_page_is_understood(string title, string what)
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 400;
            return Replay.WriteAsync(context, "text/html", $"<html><head><title>400 {title}</title></head><body><h1>400 Bad Request</h1></body></html>");
        });
        using var room = Room();

        Assert.Contains(what, (await FailAsync(room, server, null)).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_closes_is_not_taken_for_the_one_beside_it_that_asks_for_a_certificate()
    {
        await using var asking = await StartAsync();
        await using var closing = await LoopbackServer.StartAsync(
            context =>
            {
                context.Abort();
                return Task.CompletedTask;
            },
            _company.Server);
        using var room = Room();

        var demanded = await FailAsync(room, asking, null);
        var closed = await FailAsync(room, closing, null);

        Assert.Contains("demands a client certificate", demanded.What, StringComparison.Ordinal);
        Assert.DoesNotContain("certificate", closed.What, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_server_says_in_closing_shows_no_key()
    {
        var secrets = new RouteSettings(new("/me.pem", null, new(Passphrase)), Proxy: new(new("http://proxy.example"), "me", new("hunter2-secret")));
        var server = new HttpServer("Lab", new("https://lab.example"), new Secret("plain-key-of-the-lab"), $"") { Route = secrets };
        using var tls = new TlsSetup(null, null, SslStreamCertificateContext.Create(_company.User, null, offline: true));

        var told = ClientCertificates.Explain(server, tls, new IOException($"bad certificate: plain-key-of-the-lab {Passphrase} hunter2-secret sk-0123456789"), ended: true)!.Problem;

        Assert.Contains("bad certificate", told.Detail, StringComparison.Ordinal);
        Assert.All(["plain-key-of-the-lab", Passphrase, "hunter2-secret", "0123456789"], (string secret) => Assert.DoesNotContain(secret, told.Detail!, StringComparison.Ordinal));
    }

    [Fact]
    public void Setups_that_nobody_takes_any_more_end_with_their_keys_and_connections()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        List<TlsSetup> retired = [];
        using var setups = new TlsSetups(time, retired.Add);
        var network = new NetworkSettings(File(_company.Pem));
        var (first, second) = (new RouteSettings(Write(_company.User, "pem")), new RouteSettings(Write(_other.User, "pfx")));
        var old = setups.Get(network, first);
        Assert.Same(old, setups.Get(network, first));
        Assert.Equal("user of Company Root", old.OwnSubject);

        time.Advance(TimeSpan.FromMinutes(5));
        setups.Get(network, second);
        Assert.Empty(retired);
        time.Advance(TimeSpan.FromMinutes(6));
        setups.Get(new(), second);

        Assert.Same(old, Assert.Single(retired));
        var kept = old.Options(new("https://lab.example"), (_, _, _, _) => false).ClientCertificateContext!.TargetCertificate;
        Assert.Equal(IntPtr.Zero, kept.Handle);
        // A request that was on its way for so long can still say whose certificate it showed.
        Assert.Equal("user of Company Root", old.OwnSubject);
        Assert.Equal("user of Company Root", setups.Get(network, first).OwnSubject);
    }

    [Fact]
    public async Task Connections_of_a_setup_that_ended_are_closed_and_the_next_request_makes_new_ones()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var server = await StartAsync();
        using var room = new TestRoom(new Border { Network = new(File(_company.Pem)) }.Options with { Time = time });
        var (one, two) = (Provider(room, server, Write(_company.User, "pem")), Provider(room, server, Write(_company.User, "pfx")));
        Assert.Single(await one.ListModelsAsync(TestContext.Current.CancellationToken));

        time.Advance(TimeSpan.FromMinutes(11));
        Assert.Single(await two.ListModelsAsync(TestContext.Current.CancellationToken));

        Assert.Single(await one.ListModelsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_goes_bad_later_is_told()
    {
        await using var server = await StartAsync();
        using var room = Room();
        var certificate = Write(_company.User, "pem");
        var provider = Provider(room, server, certificate);
        await provider.ListModelsAsync(TestContext.Current.CancellationToken);

        System.IO.File.Delete(certificate.File);

        var failure = await Assert.ThrowsAsync<ProviderException>(() => provider.ListModelsAsync(TestContext.Current.CancellationToken));
        Assert.Contains("There is no file", failure.Problem.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("absent", "There is no file")]
    [InlineData("garbage", "is damaged, of another format, or needs a passphrase")]
    [InlineData("certificate alone", "holds no private key")]
    [InlineData("key alone", "holds no certificate")]
    [InlineData("wrong passphrase", "has another passphrase")]
    [InlineData("passphrase missing", "needs a passphrase")]
    [InlineData("variable unset", "NO_SUCH_VARIABLE_HERE, which is not set")]
    [InlineData("expired", "It has expired on")]
    public void What_cannot_be_used_is_told_with_its_reason(string fault, string why)
    {
        var good = Write(_company.User, "pfx");
        var locked = Write(_company.User, "encrypted pfx");
        var given = fault switch
        {
            "absent" => new ClientCertificate(Path.Combine(_folder.Path, "absent.pem")),
            "garbage" => new(File("garbage")),
            "certificate alone" => new(File(_company.User.ExportCertificatePem())),
            "key alone" => new(File(KeyPem(_company.User))),
            "wrong passphrase" => locked with { Passphrase = new("wrong") },
            "passphrase missing" => locked with { Passphrase = null },
            "variable unset" => good with { Passphrase = Secret.FromVariable("NO_SUCH_VARIABLE_HERE", _ => null) },
            _ => Write(_company.Expired, "pem"),
        };

        var failure = Assert.Throws<ProviderException>(() => TlsFiles.ReadClientCertificate(given, TimeProvider.System.GetUtcNow()));

        Assert.Contains(why, failure.Problem.Why, StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty(failure.Problem.Fix));
        Assert.DoesNotContain(Passphrase, failure.Problem.ToString(), StringComparison.Ordinal);
    }

    private Task<LoopbackServer> StartAsync() => LoopbackServer.StartAsync(
        context => Replay.WriteAsync(context, "application/json", """{"object":"list","data":[{"id":"m","object":"model"}]}"""), _company.Server, "Company Root");

    private TestRoom Room() => new(new Border { Network = new(File(_company.Pem)) }.Options);

    private static IProvider Provider(TestRoom room, LoopbackServer server, ClientCertificate? certificate) => room.Kind("openai-compatible").Create(
        new("p1", "openai-compatible", "Test server", server.BaseUrl, Route: certificate is null ? null : new(certificate)));

    private static async Task<Problem> FailAsync(TestRoom room, LoopbackServer server, ClientCertificate? certificate) =>
        (await Assert.ThrowsAsync<ProviderException>(() => Provider(room, server, certificate).ListModelsAsync(TestContext.Current.CancellationToken))).Problem;

    private ClientCertificate Write(X509Certificate2 certificate, string form) => form switch
    {
        "pem" => new(File(certificate.ExportCertificatePem() + "\n" + KeyPem(certificate))),
        "pem with a key file" => new(File(certificate.ExportCertificatePem()), File(KeyPem(certificate))),
        "encrypted pem" => new(File(certificate.ExportCertificatePem() + "\n" + LockedKeyPem(certificate)), null, new(Passphrase)),
        "pfx" => new(File(certificate.Export(X509ContentType.Pkcs12))),
        _ => new(File(certificate.Export(X509ContentType.Pkcs12, Passphrase)), null, new(Passphrase)),
    };

    private static string KeyPem(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static string LockedKeyPem(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return key.ExportEncryptedPkcs8PrivateKeyPem(Passphrase, new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
    }

    private string File(string text) => File(System.Text.Encoding.UTF8.GetBytes(text));

    private string File(byte[] bytes)
    {
        var path = Path.Combine(_folder.Path, Guid.NewGuid().ToString());
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }
}
