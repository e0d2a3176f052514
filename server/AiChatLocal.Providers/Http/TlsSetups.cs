using System.Collections.Concurrent;
using System.Net.Security;
using AiChatLocal.Core.Configuration;

namespace AiChatLocal.Providers.Http;

/// <summary>
/// Keeps the setups that are in use, and makes another when a file changes. One that nobody took for a while ends when another is made: its
/// keys are not held in memory for the life of the process.
/// </summary>
/// <param name="retire">Is told which one is about to end.</param>
internal sealed class TlsSetups(TimeProvider time, Action<TlsSetup> retire) : IDisposable
{
    /// <summary>Longer than any connection takes to be made.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(10);

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
        var setup = _made.GetValueOrDefault(key) ?? Make(key);
        setup.TakenAt = time.GetTimestamp();
        return setup;
    }

    public void Dispose()
    {
        foreach (var setup in _made.Values)
        {
            setup.Dispose();
        }
    }

    private TlsSetup Make(Key key)
    {
        var authorities = key.CaFile is { } file ? TlsFiles.ReadAuthorities(file) : null;
        SslStreamCertificateContext? own = null;
        if (key.Certificate is { } given)
        {
            var (certificate, others) = TlsFiles.ReadClientCertificate(given, time.GetUtcNow());
            own = SslStreamCertificateContext.Create(certificate, others, offline: true);
        }

        var made = new TlsSetup(key.CaFile, authorities, own) { TakenAt = time.GetTimestamp() };
        var kept = _made.GetOrAdd(key, made);
        if (kept != made)
        {
            made.Dispose();
        }

        foreach (var (old, setup) in _made)
        {
            if (time.GetElapsedTime(setup.TakenAt) > Idle && _made.TryRemove(old, out _))
            {
                retire(setup);
                setup.Dispose();
            }
        }

        return kept;
    }

    private static (long, DateTime)? Stamp(string? path) =>
        path is not null && new FileInfo(path) is { Exists: true } file ? (file.Length, file.LastWriteTimeUtc) : null;

    private sealed record Key(
        string? CaFile, (long, DateTime)? CaStamp, ClientCertificate? Certificate, (long, DateTime)? CertificateStamp, (long, DateTime)? KeyStamp);
}
