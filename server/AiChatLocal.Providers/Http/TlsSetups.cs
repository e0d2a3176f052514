using System.Collections.Concurrent;
using System.Net.Security;
using AiChatLocal.Core.Configuration;

namespace AiChatLocal.Providers.Http;

/// <summary>Keeps the setups that are in use, and makes another when a file changes.</summary>
internal sealed class TlsSetups(TimeProvider time)
{
    private readonly ConcurrentDictionary<Key, TlsSetup> _made = new();

    /// <summary>Without files: the system decides.</summary>
    public TlsSetup Plain { get; } = new(null, null, null);

    /// <summary>Throws with what is wrong about a file.</summary>
    public TlsSetup Get(NetworkSettings network, RouteSettings route)
    {
        if (network.CaFile is null && route.Certificate is null)
        {
            return Plain;
        }

        var key = new Key(
            network.CaFile, Stamp(network.CaFile), route.Certificate, Stamp(route.Certificate?.File), Stamp(route.Certificate?.KeyFile));
        if (_made.TryGetValue(key, out var known))
        {
            return known;
        }

        var authorities = network.CaFile is { } file ? TlsFiles.ReadAuthorities(file) : null;
        SslStreamCertificateContext? own = null;
        if (route.Certificate is { } given)
        {
            var (certificate, others) = TlsFiles.ReadClientCertificate(given, time.GetUtcNow());
            own = SslStreamCertificateContext.Create(certificate, others, offline: true);
        }

        return _made.GetOrAdd(key, new TlsSetup(network.CaFile, authorities, own));
    }

    private static (long, DateTime)? Stamp(string? path) =>
        path is not null && new FileInfo(path) is { Exists: true } file ? (file.Length, file.LastWriteTimeUtc) : null;

    private sealed record Key(
        string? CaFile, (long, DateTime)? CaStamp, ClientCertificate? Certificate, (long, DateTime)? CertificateStamp, (long, DateTime)? KeyStamp);
}
