using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AiChatLocal.Providers.Tests.Support;

/// <summary>Certificates that no system trusts, each for its own reason.</summary>
internal static class TestCertificate
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static X509Certificate2 SelfSigned(string name = "localhost", int validDays = 30)
    {
        using var key = RSA.Create(2048);
        using var made = Request(name, key).CreateSelfSigned(Now.AddDays(-60), Now.AddDays(validDays));
        return Usable(made);
    }

    /// <summary>Signed by an authority that is made for it.</summary>
    public static X509Certificate2 OfAuthority(string authority)
    {
        using var rootKey = RSA.Create(2048);
        var rootRequest = new CertificateRequest("CN=" + authority, rootKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = rootRequest.CreateSelfSigned(Now.AddDays(-60), Now.AddDays(60));
        using var key = RSA.Create(2048);
        using var signed = Request("localhost", key).Create(root, Now.AddDays(-30), Now.AddDays(30), [1, 2, 3]);
        using var made = signed.CopyWithPrivateKey(key);
        return Usable(made);
    }

    /// <summary>An authority of its own, a server's certificate by it for localhost and 127.0.0.1, and a user's.</summary>
    public static TestAuthority Authority(string name)
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var rootRequest = new CertificateRequest("CN=" + name, rootKey, HashAlgorithmName.SHA256);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = rootRequest.CreateSelfSigned(Now.AddDays(-60), Now.AddDays(60));
        return new(name, root.ExportCertificatePem(), Sign("localhost", 1, Now.AddDays(30)), Sign("user of " + name, 2, Now.AddDays(30)), Sign("expired", 3, Now.AddDays(-2)));

        X509Certificate2 Sign(string subject, byte serial, DateTimeOffset until)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=" + subject, key, HashAlgorithmName.SHA256);
            AddNames(request, subject);
            using var signed = request.Create(root, Now.AddDays(-30), until, [serial]);
            using var made = signed.CopyWithPrivateKey(key);
            return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null, X509KeyStorageFlags.Exportable);
        }
    }

    private static CertificateRequest Request(string name, RSA key)
    {
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        AddNames(request, name);
        return request;
    }

    private static void AddNames(CertificateRequest request, string name)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name.Replace(' ', '-'));
        if (name == "localhost")
        {
            names.AddIpAddress(IPAddress.Loopback);
        }

        request.CertificateExtensions.Add(names.Build());
    }

    private static X509Certificate2 Usable(X509Certificate2 made) => X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
}

internal sealed record TestAuthority(string Name, string Pem, X509Certificate2 Server, X509Certificate2 User, X509Certificate2 Expired) : IDisposable
{
    public void Dispose()
    {
        Server.Dispose();
        User.Dispose();
        Expired.Dispose();
    }
}
