using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AiChatLocal.Providers.Http;

/// <summary>
/// Whom connections trust beside whom the system trusts, and who they are themselves. One is kept while its files stay as they are, and the
/// connections that were made with it are used by nobody else.
/// </summary>
internal sealed class TlsSetup(string? authoritiesFile, X509Certificate2Collection? authorities, SslStreamCertificateContext? own) : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly ConcurrentDictionary<string, bool> _asked = new(StringComparer.OrdinalIgnoreCase);
    private long _takenAt;

    /// <summary>When somebody took it last, as a time stamp.</summary>
    public long TakenAt
    {
        get => Volatile.Read(ref _takenAt);
        set => Volatile.Write(ref _takenAt, value);
    }

    /// <summary>The subject of the own certificate; null: there is none.</summary>
    public string? OwnSubject { get; } = own?.TargetCertificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);

    /// <param name="server">Where the connections lead: host and port, since two servers of one machine ask different things.</param>
    /// <param name="accept">Decides on the server's certificate.</param>
    public SslClientAuthenticationOptions Options(Uri server, RemoteCertificateValidationCallback accept) => own is not null
        ? new() { RemoteCertificateValidationCallback = accept, ClientCertificateContext = own }
        : new()
        {
            RemoteCertificateValidationCallback = accept,
            LocalCertificateSelectionCallback = (_, host, _, shown, _) =>
            {
                // Called at the beginning, too, when no server has said anything yet; and for a proxy on the way.
                if (shown is not null && host.Equals(server.IdnHost, StringComparison.OrdinalIgnoreCase))
                {
                    _asked[PlaceOf(server)] = true;
                }

                return null!;
            },
        };

    /// <summary>Whether this server has asked for a certificate where there is none to be shown.</summary>
    public bool HasAsked(Uri server) => _asked.ContainsKey(PlaceOf(server));

    /// <summary>For connections that carry a question: throws with the reason when the certificate is not trusted.</summary>
    public bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None || TrustedBy(certificate, chain, errors) is not null || CertificateException.Throw(certificate, chain, errors);

    /// <summary>The file whose authorities trust a certificate that the system does not trust, and which of them; null: they do not either.</summary>
    public (string File, string Root)? TrustedBy(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        // A wrong host name stays wrong, whoever issued the certificate.
        if (authorities is null || certificate is null || errors != SslPolicyErrors.RemoteCertificateChainErrors)
        {
            return null;
        }

        using var shown = new X509Certificate2(certificate);
        using var built = new X509Chain();
        built.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        built.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        built.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        built.ChainPolicy.CustomTrustStore.AddRange(authorities);
        built.ChainPolicy.ExtraStore.AddRange(authorities);
        if (chain is not null)
        {
            built.ChainPolicy.ExtraStore.AddRange(chain.ChainElements.Select(element => element.Certificate).ToArray());
            built.ChainPolicy.ExtraStore.AddRange(chain.ChainPolicy.ExtraStore);
        }

        return built.Build(shown) ? (authoritiesFile!, built.ChainElements[^1].Certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)) : null;
    }

    /// <summary>Frees the private key and the certificates; connections that were made with them go on.</summary>
    public void Dispose()
    {
        IEnumerable<X509Certificate2> certificates = own is null ? [] : [own.TargetCertificate, .. own.IntermediateCertificates];
        foreach (var certificate in certificates.Concat(authorities ?? []))
        {
            certificate.Dispose();
        }
    }

    private static string PlaceOf(Uri server) => $"{server.IdnHost}:{server.Port}";
}
