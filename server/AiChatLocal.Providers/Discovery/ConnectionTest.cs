using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using AiChatLocal.Core;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.Discovery;

/// <summary>The steps that every server has, whatever it speaks: <c>name</c>, <c>tcp</c> and, for https, <c>tls</c>.</summary>
internal static class ConnectionTest
{
    public static async Task RunAsync(ProviderTester tester, HttpRoom http, HttpServer server, CancellationToken cancellationToken)
    {
        ConnectionSteps? steps = null;
        try
        {
            IPAddress[] addresses = [];
            await tester.RunAsync("name", async () =>
            {
                // Local only refuses here, before anything is looked up.
                steps = await http.BeginStepsAsync(server, cancellationToken).ConfigureAwait(false);
                addresses = await LookUpAsync(steps, server, cancellationToken).ConfigureAwait(false);
                return DescribeName(steps, server, addresses);
            }).ConfigureAwait(false);
            await tester.RunAsync("tcp", () => ConnectAsync(steps!, server, addresses, cancellationToken)).ConfigureAwait(false);
            if (server.BaseUrl.Scheme == "https")
            {
                await tester.RunAsync("tls", () => SecureAsync(steps!, server, cancellationToken)).ConfigureAwait(false);
            }

            steps?.End(!tester.HasFailed);
        }
        finally
        {
            steps?.Dispose();
        }
    }

    private static async Task<IPAddress[]> LookUpAsync(ConnectionSteps steps, HttpServer server, CancellationToken cancellationToken)
    {
        try
        {
            return await steps.LookUpAsync(cancellationToken).ConfigureAwait(false) is { Length: > 0 } addresses
                ? addresses
                : throw ConnectionFixes.NoAddress(server, steps, null);
        }
        catch (SocketException failure)
        {
            throw ConnectionFixes.NoAddress(server, steps, failure);
        }
    }

    private static Found DescribeName(ConnectionSteps steps, HttpServer server, IPAddress[] addresses)
    {
        var list = string.Join(", ", addresses.Take(3).Select(address => address.ToString()));
        var host = server.BaseUrl.IdnHost;
        var message = steps.Proxy is { } proxy ? T($"The proxy {Show(proxy)} is used and looks the name up; the proxy itself is {list}.")
            : server.GivenHost is { } given ? T($"{given} says where a server listens, and is no address to go to: {host} is asked in its place.")
            : addresses is [var only] && host.Trim('[', ']') == only.ToString() ? T($"{host} is an address.")
            : server.IsLoopback ? T($"{host} is this machine: {list}.")
            : addresses.Length > 3 ? T($"{host} is {list} and {addresses.Length - 3} more.")
            : T($"{host} is {list}.");
        var patience = steps.Silence == Timeout.InfiniteTimeSpan ? null : T($"A request is given up when nothing comes for {steps.Silence.TotalSeconds:0.#} s.");
        return new(Together(message, patience), string.Join("\n", addresses.Select(address => address.ToString())));
    }

    private static async Task<Found> ConnectAsync(ConnectionSteps steps, HttpServer server, IPAddress[] addresses, CancellationToken cancellationToken)
    {
        List<IPAddress> taken = [];
        List<(IPAddress Address, SocketException Failure)> refused = [];
        foreach (var address in addresses)
        {
            if (await steps.ConnectAsync(address, cancellationToken).ConfigureAwait(false) is { } failure)
            {
                refused.Add((address, failure));
            }
            else
            {
                taken.Add(address);
            }

            // Of another machine one address is enough; here it is told which of the two answers.
            if (taken.Count > 0 && !server.IsLoopback)
            {
                break;
            }
        }

        if (taken.Count == 0)
        {
            throw await ExplainAsync(steps, server, refused, cancellationToken).ConfigureAwait(false);
        }

        var detail = string.Join("\n", refused.Select(each => $"{each.Address}: {each.Failure.SocketErrorCode}"));
        if (steps.Proxy is { } proxy)
        {
            if (server.BaseUrl.Scheme == "https" && steps.CanTunnel)
            {
                await TunnelAsync(steps, server, proxy, cancellationToken).ConfigureAwait(false);
                return new($"The proxy {Show(proxy)} lets us through to {server.BaseUrl.Authority}.", detail);
            }

            return new($"The proxy {Show(proxy)} takes connections.", detail);
        }

        return refused.Count > 0 && server.IsLoopback
            ? new($"It listens at {taken[0]} and not at {refused[0].Address}. Both are tried here; a program that tries the first address only needs {taken[0]} in place of {server.BaseUrl.IdnHost}.", detail)
            : new($"Something listens at {taken[0]}, port {server.BaseUrl.Port}.", detail);
    }

    private static async Task TunnelAsync(ConnectionSteps steps, HttpServer server, Uri proxy, CancellationToken cancellationToken)
    {
        int status;
        try
        {
            status = await steps.TunnelAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is SocketException or IOException)
        {
            throw ConnectionFixes.ProxyRefuses(server, Show(proxy), failure.Message);
        }

        if (status is < 200 or >= 300)
        {
            var said = $"HTTP {status} from the proxy {Show(proxy)}";
            throw status == 407 ? new ProviderException(StatusProblems.Proxy(server, said)) : ConnectionFixes.ProxyRefuses(server, Show(proxy), said);
        }
    }

    private static async Task<ProviderException> ExplainAsync(
        ConnectionSteps steps, HttpServer server, List<(IPAddress Address, SocketException Failure)> refused, CancellationToken cancellationToken)
    {
        var failure = refused[0].Failure;
        if (steps.Proxy is { } proxy)
        {
            return ConnectionFixes.ProxyAbsent(server, Show(proxy), failure);
        }

        if (server.IsLoopback && refused is [var (tried, _)])
        {
            var other = tried.AddressFamily == AddressFamily.InterNetwork ? IPAddress.IPv6Loopback : IPAddress.Loopback;
            if (await steps.ConnectAsync(other, cancellationToken).ConfigureAwait(false) is null)
            {
                return ConnectionFixes.OtherLoopback(server, other);
            }
        }

        return failure.SocketErrorCode switch
        {
            SocketError.TimedOut => ConnectionFixes.Silent(server, steps, failure),
            SocketError.ConnectionRefused => ConnectionFixes.Refused(server, steps, failure),
            _ => ConnectionFixes.NoWay(server, failure),
        };
    }

    private static async Task<Found> SecureAsync(ConnectionSteps steps, HttpServer server, CancellationToken cancellationToken)
    {
        if (steps.Proxy is { } proxy && !steps.CanTunnel)
        {
            return T($"The next step checks it: {Show(proxy)} is a proxy of another kind.");
        }

        ServerCertificate certificate;
        try
        {
            certificate = await steps.SecureAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException or SocketException)
        {
            throw ConnectionFixes.NotTls(server, failure);
        }

        return certificate.IsTrusted
            ? new(Together(certificate.Describe(), steps.OwnSubject is { } own ? T($"It is shown the client certificate of {own}.") : null), certificate.Detail())
            : throw new ProviderException(certificate.Refusal(server, steps.Now));
    }

    /// <summary>Without the user and the password that may stand in it.</summary>
    private static string Show(Uri proxy) => proxy.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
