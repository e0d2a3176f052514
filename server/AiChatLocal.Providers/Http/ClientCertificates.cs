using AiChatLocal.Core;

namespace AiChatLocal.Providers.Http;

/// <summary>Tells when a server ends a connection because of who asks, or because nobody says who asks.</summary>
internal static class ClientCertificates
{
    /// <summary>How the libraries of the platforms name the alerts by which a server says so.</summary>
    private static readonly string[] Alerts =
        ["certificate required", "bad certificate", "certificate unknown", "unknown ca", "handshake failure", "CertificateRequired", "BadCertificate"];

    /// <param name="failure">Null: the connection ended and that is all.</param>
    /// <param name="ended">Whether the server closed the connection without an answer: many say no in this way alone.</param>
    /// <returns>Null: it has nothing to do with certificates of users.</returns>
    public static ProviderException? Explain(HttpServer server, TlsSetup tls, Exception? failure, bool ended)
    {
        if (server.BaseUrl.Scheme != "https" || Find(failure, each => each is CertificateException) is not null)
        {
            return null;
        }

        var alert = Find(failure, each => Alerts.Any(word => each.Message.Contains(word, StringComparison.OrdinalIgnoreCase)));
        var problem = tls.OwnSubject is { } subject ? alert is not null ? NotAccepted(server, subject) : ended ? Closed(server, subject) : null
            : tls.HasAsked(server.BaseUrl) && (ended || alert is not null) ? Demanded(server) : null;
        return problem is null ? null : new(problem with { Detail = (alert ?? failure) is { Message: var words } ? ApiKeys.Redact(words, server) : null }, failure);
    }

    public static Problem Demanded(HttpServer server) => new(
        ProblemKind.Unauthorized, $"{server.Name} demands a client certificate.",
        $"{server.Address} lets in only who shows a certificate that it knows, and none is set for this provider.",
        $"Set it: `ai-chat-local providers update <name> --client-certificate <file>`.");

    public static Problem NotAccepted(HttpServer server, string? subject) => new(
        ProblemKind.Unauthorized, $"{server.Name} does not accept the client certificate.",
        subject is null
            ? T($"{server.Address} refuses the one that is set: its authority may be unknown there, or it is expired or revoked.")
            : T($"{server.Address} refuses the one of “{subject}”: its authority may be unknown there, or it is expired or revoked."),
        $"Set the certificate that belongs to this server.");

    private static Problem Closed(HttpServer server, string subject) => new(
        ProblemKind.Unauthorized, $"{server.Name} closed the connection after it was shown the client certificate.",
        $"A server that does not accept the certificate (of “{subject}”) often does this; one that crashes does, too.",
        $"Check that the certificate belongs to this server, and look into the server's own log.");

    private static Exception? Find(Exception? failure, Func<Exception, bool> wanted)
    {
        while (failure is not null && !wanted(failure))
        {
            failure = failure.InnerException;
        }

        return failure;
    }
}
