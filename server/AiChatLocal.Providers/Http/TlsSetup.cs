using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AiChatLocal.Providers.Http;

/// <summary>
/// Whom connections trust beside whom the system trusts, and who they are themselves. One is kept while its files stay as they are, and the
/// connections that were made with it are used by nobody else.
/// </summary>
internal sealed class TlsSetup(string? authoritiesFile, X509Certificate2Collection? authorities, SslStreamCertificateContext? own)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly ConcurrentDictionary<string, bool> _asked = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The subject of the own certificate; null: there is none.</summary>
    public string? OwnSubject => own?.TargetCertificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);

    /// <param name="accept">Decides on the server's certificate.</param>
    public SslClientAuthenticationOptions Options(RemoteCertificateValidationCallback accept) => own is not null
        ? new() { RemoteCertificateValidationCallback = accept, ClientCertificateContext = own }
        : new()
        {
            RemoteCertificateValidationCallback = accept,
            LocalCertificateSelectionCallback = (_, host, _, server, _) =>
            {
                // Called at the beginning, too, when no server has said anything yet.
                if (server is not null)
                {
                    _asked[host] = true;
                }

                return null!;
            },
        };

    /// <summary>Whether a server of this name has asked for a certificate where there is none to be shown.</summary>
    public bool HasAsked(string host) => _asked.ContainsKey(host);

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
}
