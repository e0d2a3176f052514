using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace AiChatLocal.Providers.Http;

/// <summary>
/// Why a certificate was refused, in words. The decision is the system's own (its trust store, its chain); this only keeps the reason,
/// which the platform's exception does not carry.
/// </summary>
internal sealed class CertificateException(string message) : AuthenticationException(message)
{
    public static bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        List<string> reasons = [];
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            reasons.Add("the server showed no certificate");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            reasons.Add($"the certificate ({certificate?.Subject}) is for another host name");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            var statuses = (chain?.ChainStatus ?? []).Select(status => status.Status.ToString()).Distinct();
            reasons.Add($"the certificate issued by {certificate?.Issuer} is not trusted ({string.Join(", ", statuses)})");
        }

        throw new CertificateException(string.Join("; ", reasons));
    }
}
