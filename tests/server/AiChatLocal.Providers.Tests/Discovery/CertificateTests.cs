using System.Security.Cryptography.X509Certificates;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Tests.Support;

namespace AiChatLocal.Providers.Tests.Discovery;

/// <summary>The step <c>tls</c>.</summary>
public sealed class CertificateTests
{
    [Fact]
    public async Task A_certificate_that_signs_itself()
    {
        using var certificate = TestCertificate.SelfSigned();
        var failure = (await TestAsync(certificate)).AssertFailed("tls", "It is self-signed", "Add this certificate to the trusted roots");
        Assert.DoesNotContain("another host name", failure.Why, StringComparison.Ordinal);
        Assert.Contains("Subject: localhost", failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_certificate()
    {
        using var certificate = TestCertificate.SelfSigned(validDays: -2);
        (await TestAsync(certificate)).AssertFailed("tls", "It has expired on", "Renew the certificate");
    }

    [Fact]
    public async Task A_certificate_for_another_host()
    {
        using var certificate = TestCertificate.SelfSigned("models.example");
        (await TestAsync(certificate)).AssertFailed("tls", "for another host name: models.example, and not for 127.0.0.1", "Use a name that is in the certificate");
    }

    [Fact]
    public async Task A_certificate_of_an_unknown_authority()
    {
        using var certificate = TestCertificate.OfAuthority("Nobody's Root");
        (await TestAsync(certificate)).AssertFailed("tls", "Nobody's Root", "trusted roots of this system");
    }

    [Fact]
    public async Task A_server_without_tls()
    {
        await using var server = await LoopbackServer.StartAsync(_ => Task.CompletedTask);
        using var room = new TestRoom();
        (await room.TestAsync("ollama", $"https://127.0.0.1:{server.BaseUrl.Port}")).AssertFailed("tls", "does not speak TLS", "Begin the base URL with http://");
    }

    private static async Task<ProviderTestReport> TestAsync(X509Certificate2 certificate)
    {
        await using var server = await LoopbackServer.StartAsync(_ => Task.CompletedTask, certificate);
        using var room = new TestRoom();
        var report = await room.TestAsync("openai-compatible", server.BaseUrl.ToString());
        Assert.Empty(server.Requests);
        return report;
    }
}
