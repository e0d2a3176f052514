using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using AiChatLocal.Core;

namespace AiChatLocal.Providers.Http;

/// <summary>The certificate that a server showed, and what the system thinks of it.</summary>
/// <param name="Names">The host names and addresses that it is for.</param>
/// <param name="TrustedBy">The user's own file whose authorities trust it; null: only the system was asked, or they do not either.</param>
/// <param name="Root">The last of its chain, as far as the chain could be put together.</param>
internal sealed record ServerCertificate(
    string Subject,
    IReadOnlyList<string> Names,
    string Issuer,
    string Root,
    bool IsSelfSigned,
    DateTimeOffset ValidFrom,
    DateTimeOffset ValidUntil,
    SslPolicyErrors Errors,
    X509ChainStatusFlags Chain,
    string? TrustedBy = null)
{
    public bool IsTrusted => Errors == SslPolicyErrors.None || TrustedBy is not null;

    public static ServerCertificate? Read(X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors, (string File, string Root)? trustedBy = null)
    {
        if (shown is null)
        {
            return null;
        }

        // The platform disposes of its own when the handshake has ended; only what is read here stays.
        using var certificate = new X509Certificate2(shown);
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        return new(
            Name(certificate),
            [.. names?.EnumerateDnsNames() ?? [], .. names?.EnumerateIPAddresses().Select(address => address.ToString()) ?? []],
            certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true),
            trustedBy is { Root: var known } ? known : chain is { ChainElements: [.., var last] } ? Name(last.Certificate) : "",
            certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData),
            new(certificate.NotBefore.ToUniversalTime()),
            new(certificate.NotAfter.ToUniversalTime()),
            errors,
            (chain?.ChainStatus ?? []).Aggregate(X509ChainStatusFlags.NoError, (all, each) => all | each.Status),
            trustedBy?.File);
    }

    public LocalizedString Describe() =>
        $"Certificate for {Subject}, valid until {Day(ValidUntil)}, root {(Root.Length > 0 ? Verbatim(Root) : T($"unknown"))}, trusted by {(TrustedBy is null ? T($"this system") : T($"the authorities in {TrustedBy}"))}.";

    public string Detail() =>
        $"Subject: {Subject}\nNames: {string.Join(", ", Names)}\nIssuer: {Issuer}\nRoot: {Root}\nValid: {Day(ValidFrom)} to {Day(ValidUntil)}\nSystem: {Errors}, {Chain}";

    /// <summary>Why the system does not take it, and what helps against each reason.</summary>
    public Problem Refusal(HttpServer server, DateTimeOffset now)
    {
        List<LocalizedString> why = [];
        List<LocalizedString> fix = [];
        if (Errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            why.Add($"It is for another host name: {(Names.Count > 0 ? string.Join(", ", Names) : Subject)}, and not for {server.BaseUrl.IdnHost}.");
            fix.Add($"Use a name that is in the certificate as the host of the base URL, or give the server a certificate for {server.BaseUrl.IdnHost}.");
        }

        if (Chain.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            var isEarly = now < ValidFrom;
            why.Add(ValidUntil < now ? T($"It has expired on {Day(ValidUntil)}.")
                : isEarly ? T($"It is valid from {Day(ValidFrom)} on only.") : T($"One of the certificates behind it is not valid now."));
            fix.Add(isEarly ? T($"Check the clock of this machine.") : T($"Renew the certificate of the server; if it was renewed, check the clock of this machine."));
        }

        if (IsSelfSigned && Chain.HasFlag(X509ChainStatusFlags.UntrustedRoot))
        {
            why.Add($"It is self-signed, and this system does not trust it.");
            fix.Add($"Add this certificate to the trusted roots of this system, name a file with it as the CA file (`ai-chat-local network --ca-file`), or give the server one that an authority has signed.");
        }
        else if (Chain.HasFlag(X509ChainStatusFlags.UntrustedRoot))
        {
            why.Add($"Its root “{Root}” is unknown to this system.");
            fix.Add($"Add the root “{Root}” to the trusted roots of this system, or name a file with it as the CA file (`ai-chat-local network --ca-file`), when you know whose it is.");
        }
        else if (Chain.HasFlag(X509ChainStatusFlags.PartialChain))
        {
            why.Add($"It was issued by “{Issuer}”, whose own certificate is unknown here.");
            fix.Add($"Let the server send its intermediate certificates too, or add its root to the trusted roots of this system or to the CA file (`ai-chat-local network --ca-file`).");
        }

        if (why.Count == 0)
        {
            why.Add($"The system refuses it ({Chain}).");
            fix.Add($"Give the server another certificate.");
        }

        return new(
            ProblemKind.Unreachable, $"The certificate of {server.Address} is not trusted.", Together(why), Together(fix), Detail());
    }

    private static string Name(X509Certificate2 certificate) => certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);

    private static string Day(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
