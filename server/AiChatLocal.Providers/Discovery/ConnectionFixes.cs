using System.Net;
using System.Net.Sockets;
using AiChatLocal.Core;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.Discovery;

/// <summary>Why the way to a server ends somewhere, and what helps against it.</summary>
internal static class ConnectionFixes
{
    public static ProviderException NoAddress(HttpServer server, ConnectionSteps steps, SocketException? failure)
    {
        if (steps.Proxy is { } proxy)
        {
            return ProxyAbsent(server, proxy.Authority, failure ?? new SocketException((int)SocketError.HostNotFound));
        }

        var host = server.BaseUrl.IdnHost;
        var isDockerHost = host.Equals(Surroundings.DockerHost, StringComparison.OrdinalIgnoreCase);
        return Fail(
            $"The host name {host} has no address.",
            failure?.SocketErrorCode == SocketError.TimedOut ? T($"The name server of this machine does not answer.") : T($"The name server of this machine does not know it."),
            isDockerHost && !steps.Surroundings.IsContainer ? T($"{host} is a name for use inside containers. This program runs in none: put 127.0.0.1 in its place.")
            : isDockerHost ? T($"With Docker on Linux, start the container with --add-host={host}:host-gateway.")
            : T($"Check the spelling of the base URL, and that this machine is connected to the network (or the VPN) that knows the name."),
            failure);
    }

    public static ProviderException OtherLoopback(HttpServer server, IPAddress listens)
    {
        var address = new UriBuilder(server.BaseUrl) { Host = listens.ToString() }.Uri.GetLeftPart(UriPartial.Authority);
        return Fail(
            $"Nothing listens at {server.Address}.",
            $"The port is taken at {address}: “localhost” stands for both 127.0.0.1 and ::1, and the server listens at one of them only.",
            $"Put {address} into the base URL, or {server.BaseUrl.Scheme}://localhost:{server.BaseUrl.Port}, with which both are tried.",
            null);
    }

    public static ProviderException Refused(HttpServer server, ConnectionSteps steps, SocketException failure) => server.IsLoopback
        ? Fail($"Nothing listens at {server.Address}.", $"The server is not started, or it has another port.", Together(server.StartHint, steps.Surroundings.Hint(server.BaseUrl)), failure)
        : Fail(
            $"{server.BaseUrl.IdnHost} refuses connections to port {server.BaseUrl.Port}.",
            $"That machine answers, but nothing listens there for other machines: the server is off, has another port, or listens on its own loopback only.",
            $"Let the server listen on all addresses (Ollama: OLLAMA_HOST=0.0.0.0; llama.cpp, vLLM: --host 0.0.0.0; LM Studio: “Serve on Local Network”), "
                + $"in a network that you trust, or correct the port.",
            failure);

    public static ProviderException Silent(HttpServer server, ConnectionSteps steps, SocketException failure)
    {
        var limit = T($"{steps.Limit.TotalSeconds:0.#} s");
        return server.IsLoopback
            ? Fail($"What listens at {server.Address} took no connection within {limit}.", $"It hangs, or is busy beyond its limits.", Together($"Start the server again.", steps.Surroundings.Hint(server.BaseUrl)), failure)
            : Fail(
                $"{server.BaseUrl.IdnHost} did not answer within {limit}.",
                $"A firewall drops the connection, or that machine is off.",
                $"Allow port {server.BaseUrl.Port} in the firewall of that machine (and of the network between), or check that it is on and the address is right.",
                failure);
    }

    public static ProviderException NoWay(HttpServer server, SocketException failure) => Fail(
        $"There is no way to {server.BaseUrl.IdnHost}.", $"The network between does not lead there.",
        $"Check that this machine is connected to the network (or the VPN) in which the server is, and the address.", failure);

    public static ProviderException NotTls(HttpServer server, Exception failure) => Fail(
        $"What listens at {server.BaseUrl.Authority} does not speak TLS (https).",
        failure is SocketException ? T($"It did not answer to the beginning of a TLS connection.") : T($"It answers in another protocol, mostly plain http."),
        $"Begin the base URL with http:// in place of https://, or correct the port: {server.BaseUrl.Port} is set.",
        failure);

    public static ProviderException ProxyAbsent(HttpServer server, string proxy, SocketException failure) => Fail(
        $"The proxy {proxy} cannot be reached.", $"{server.Address} is asked by way of this proxy, as the environment or the system says.",
        $"Correct the proxy (HTTP_PROXY, HTTPS_PROXY, or the system's settings), or name {server.BaseUrl.IdnHost} in NO_PROXY.", failure);

    public static ProviderException ProxyRefuses(HttpServer server, string proxy, string said) => new(new(
        ProblemKind.Unreachable, $"The proxy {proxy} does not let us through to {server.BaseUrl.Authority}.", $"It refuses this destination, or cannot reach it.",
        $"Ask whoever runs the proxy, or name {server.BaseUrl.IdnHost} in NO_PROXY when it is reached without.", said));

    private static ProviderException Fail(LocalizedString what, LocalizedString why, LocalizedString fix, Exception? failure) => new(new(
        ProblemKind.Unreachable, what, why, fix,
        failure is SocketException socket ? $"{socket.SocketErrorCode}: {socket.Message}" : failure?.Message, Retryable: true), failure);
}
