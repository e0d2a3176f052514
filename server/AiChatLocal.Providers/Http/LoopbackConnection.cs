using System.Net;
using System.Net.Sockets;

namespace AiChatLocal.Providers.Http;

/// <summary>
/// Connects to this machine and to nothing else: <c>localhost</c> and the names below it are loopback by definition (RFC 6761), so no name
/// is looked up, and no hosts file or name server can lead them elsewhere.
/// </summary>
internal static class LoopbackConnection
{
    private static readonly IPAddress[] Named = [IPAddress.IPv6Loopback, IPAddress.Loopback];

#pragma warning disable RS0030 // The one socket that is opened by hand, in the room that opens sockets.
    public static async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            IPAddress[] addresses = IPAddress.TryParse(context.DnsEndPoint.Host, out var address) ? [address] : Named;
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
#pragma warning restore RS0030
}
