using System.Net;

namespace AiChatLocal.Providers.Http;

/// <summary>Which addresses are this machine.</summary>
public static class Loopback
{
    /// <summary>True for loopback addresses and the names that RFC 6761 reserves for them. Asks no name server.</summary>
    public static bool IsLoopback(Uri uri)
    {
        var host = uri.IdnHost.TrimEnd('.');
        if (IPAddress.TryParse(host.AsSpan().Trim("[]"), out var address))
        {
            return IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
        }

        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// An address that a client can connect to: <c>0.0.0.0</c> and <c>::</c> say where a server listens, and Windows refuses to connect to them.
    /// </summary>
    public static Uri ToClientAddress(Uri uri)
    {
        if (!IPAddress.TryParse(uri.IdnHost.AsSpan().Trim("[]"), out var address))
        {
            return uri;
        }

        var host = address.Equals(IPAddress.Any) ? "127.0.0.1" : address.Equals(IPAddress.IPv6Any) ? "[::1]" : null;
        return host is null ? uri : new UriBuilder(uri) { Host = host }.Uri;
    }
}
