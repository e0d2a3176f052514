using System.Net.Sockets;
using System.Security.Authentication;
using AiChatLocal.Core;

namespace AiChatLocal.Providers.Http;

/// <summary>Puts failures of the connection itself into words.</summary>
internal static class ConnectionProblems
{
    public static ProviderException From(Exception failure, HttpServer server, TimeSpan connectTimeout, TlsSetup tls)
    {
        if (failure is ProviderException understood)
        {
            return understood;
        }

        var socket = Find<SocketException>(failure);
        var detail = ApiKeys.Redact(socket is null ? Innermost(failure).Message : $"{socket.SocketErrorCode}: {socket.Message}", server);
        var kind = failure is HttpRequestException request ? request.HttpRequestError : HttpRequestError.Unknown;

        Problem problem;
        var ended = kind is HttpRequestError.ResponseEnded || Find<IOException>(failure) is not null;
        if (ClientCertificates.Explain(server, tls, failure, ended) is { } known)
        {
            return known;
        }

        if (failure is OperationCanceledException)
        {
            problem = Unreachable(server, $"It did not accept a connection within {connectTimeout.TotalSeconds:0.#} s.", Reach(server), detail);
        }
        else if (socket?.SocketErrorCode is SocketError.ConnectionRefused)
        {
            problem = Unreachable(server, $"Nothing listens at {server.Address}.", server.StartHint, detail);
        }
        else if (kind is HttpRequestError.NameResolutionError || socket?.SocketErrorCode is SocketError.HostNotFound or SocketError.TryAgain)
        {
            problem = Unreachable(server, $"The host name {server.BaseUrl.Host} has no address.",
                $"Check the spelling of the base URL, and that this machine is connected to the network.", detail);
        }
        else if (kind is HttpRequestError.SecureConnectionError || Find<AuthenticationException>(failure) is not null)
        {
            problem = Unreachable(server, $"No secure (TLS) connection could be made: {TlsReason(failure)}.",
                $"Check that the base URL begins with the scheme that the server speaks (http or https) and that its certificate is trusted by this system or by your CA file (`ai-chat-local network --ca-file`).",
                detail) with
            { Retryable = false };
        }
        else if (kind is HttpRequestError.ProxyTunnelError)
        {
            problem = failure.Message.Contains("407", StringComparison.Ordinal) ? StatusProblems.Proxy(server, detail)
                : Unreachable(server, $"The proxy refused the connection.", $"Check the proxy settings of this system.", detail);
        }
        else if (kind is HttpRequestError.InvalidResponse)
        {
            problem = new(ProblemKind.UnexpectedAnswer, $"{server.Name} did not answer in HTTP.",
                $"What listens at {server.Address} speaks another protocol, perhaps https.", $"Check the scheme and the port of the base URL.", detail);
        }
        else if (ended)
        {
            problem = new(ProblemKind.ServerError, $"{server.Name} closed the connection without an answer.",
                $"The server stopped or crashed while it worked on the request.", $"Look into the server's own log, start it again if it is gone, and retry.",
                detail, Retryable: true);
        }
        else
        {
            problem = Unreachable(server, $"The connection could not be made.", Reach(server), detail);
        }

        return new(problem, failure);
    }

    public static ProviderException Cut(HttpServer server, Exception? failure) => new(new(
        ProblemKind.StreamCut,
        $"{server.Name} stopped in the middle of the answer.",
        $"The connection ended before the reply was complete; the server may have stopped or crashed.",
        $"What has arrived is kept. Look into the server's own log, then ask again.",
        failure is null ? null : ApiKeys.Redact(Innermost(failure).Message, server),
        Retryable: true), failure);

    public static ProviderException Silence(HttpServer server, TimeSpan limit) => new(new(
        ProblemKind.Unreachable,
        $"{server.Name} sent nothing for {limit.TotalSeconds:0.#} s.",
        $"The server is busy with other work, or it hangs.",
        $"Try again, look into the server's own log, or allow a longer silence: `ai-chat-local network --silence-limit off`, or that of this provider.",
        Retryable: true));

    private static Problem Unreachable(HttpServer server, LocalizedString why, LocalizedString fix, string detail) =>
        new(ProblemKind.Unreachable, $"{server.Name} cannot be reached at {server.Address}.", why, fix, detail, Retryable: true);

    private static LocalizedString Reach(HttpServer server) => server.IsLoopback
        ? server.StartHint
        : T($"Check the base URL, the network and any firewall between.");

    private static LocalizedString TlsReason(Exception failure) =>
        VerbatimOrNull(Find<CertificateException>(failure)?.Message) ?? T($"the server does not answer in TLS");

    private static T? Find<T>(Exception? failure)
        where T : Exception
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            if (failure is T found)
            {
                return found;
            }
        }

        return null;
    }

    private static Exception Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure;
}
