using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace AiChatLocal.Providers.Http;

/// <summary>Why a certificate was refused, in words: the platform's own exception does not carry the reason.</summary>
internal sealed class CertificateException(string message) : AuthenticationException(message)
{
    /// <summary>Never returns; as a value it stands at the end of a decision.</summary>
    public static bool Throw(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        List<string> reasons = [];
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            reasons.Add(T($"the server showed no certificate"));
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            reasons.Add(T($"the certificate ({certificate?.Subject}) is for another host name"));
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            var statuses = (chain?.ChainStatus ?? []).Select(status => status.Status.ToString()).Distinct();
            reasons.Add(T($"the certificate issued by {certificate?.Issuer} is not trusted ({string.Join(", ", statuses)})"));
        }

        throw new CertificateException(string.Join("; ", reasons));
    }
}
