using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

#pragma warning disable RS0030 // In the room that opens sockets: a call's own way to its server, one piece after the other.

namespace AiChatLocal.Providers.Http;

/// <summary>
/// The way that a call takes to its server, gone piece by piece so that each can be told apart: the name, the connection, a proxy, TLS.
/// It asks Local only before it does anything, and the ledger has one entry for all of it.
/// </summary>
internal sealed class ConnectionSteps : IDisposable
{
    private static readonly TimeSpan GreetingLimit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RefusalLimit = TimeSpan.FromMilliseconds(300);

    private readonly HttpServer _server;
    private readonly HttpRoomOptions _options;
    private readonly Func<TlsSetup> _tls;
    private readonly Passage _passage;
    private readonly NetworkCredential? _proxyKey;
    private Stream? _stream;

    private ConnectionSteps(HttpServer server, HttpRoomOptions options, Func<TlsSetup> tls, TimeSpan silence, Passage passage)
    {
        _server = server;
        _options = options;
        _tls = tls;
        Silence = silence;
        _passage = passage;
        var proxies = server.IsLoopback || server.Route.Proxy is { Address: null } ? null
            : server.Route.Proxy is { Address: { } own } ? ProxyKeys.Create(server.Route.Proxy, own)
            : options.Proxy ?? HttpClient.DefaultProxy;
        Proxy = proxies is null || proxies.IsBypassed(server.BaseUrl) ? null : proxies.GetProxy(server.BaseUrl);
        _proxyKey = Proxy is null ? null : proxies?.Credentials?.GetCredential(Proxy, "Basic");
    }

    /// <summary>The proxy over which a call goes; null: none.</summary>
    public Uri? Proxy { get; }

    /// <summary>True when what is behind the proxy can be reached here as a call reaches it.</summary>
    public bool CanTunnel => Proxy is { Scheme: "http" };

    public Surroundings Surroundings => _options.Surroundings ?? Surroundings.Current;

    /// <summary>How long the server may send nothing.</summary>
    public TimeSpan Silence { get; }

    /// <summary>Whose certificate the server is shown, once TLS has begun; null: none.</summary>
    public string? OwnSubject { get; private set; }

    public TimeSpan Limit => _options.ConnectTimeout;

    public DateTimeOffset Now => _options.Time.GetUtcNow();

    private Uri Hop => Proxy ?? _server.BaseUrl;

    /// <param name="tls">Reads the files of certificates; what is wrong about them belongs to the step that needs them.</param>
    public static async Task<ConnectionSteps> BeginAsync(
        HttpServer server, HttpRoomOptions options, Func<TlsSetup> tls, TimeSpan silence, CancellationToken cancellationToken) =>
        new(server, options, tls, silence, await Passage.OpenAsync(HttpCall.Get(server, "/"), options, cancellationToken).ConfigureAwait(false));

    /// <summary>The addresses that are connected to. Names of this machine are not looked up, as <see cref="LoopbackConnection"/> does not.</summary>
    public Task<IPAddress[]> LookUpAsync(CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(Hop.IdnHost.AsSpan().Trim("[]"), out var address))
        {
            return Task.FromResult<IPAddress[]>([address]);
        }

        return Loopback.IsLoopback(Hop)
            ? Task.FromResult<IPAddress[]>([IPAddress.IPv6Loopback, IPAddress.Loopback])
            : LimitedAsync(token => _options.LookUpOutside is { } lookUp ? lookUp(Hop.IdnHost, token) : Dns.GetHostAddressesAsync(Hop.IdnHost, token), Limit, cancellationToken);
    }

    /// <summary>Null: it took the connection, and the first that does is kept.</summary>
    public async Task<SocketException?> ConnectAsync(IPAddress address, CancellationToken cancellationToken)
    {
        try
        {
            var stream = await LimitedAsync(token => OpenAsync(address, token), Limit, cancellationToken).ConfigureAwait(false);
            if (_stream is null)
            {
                _stream = stream;
            }
            else
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }

            return null;
        }
        catch (SocketException failure)
        {
            return failure;
        }
    }

    /// <summary>What the proxy answers to being asked for a way through it: 200, or why not.</summary>
    public Task<int> TunnelAsync(CancellationToken cancellationToken) => LimitedAsync(async token =>
    {
        var target = $"{_server.BaseUrl.IdnHost}:{_server.BaseUrl.Port}";
        var key = _proxyKey is null ? "" : $"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_proxyKey.UserName}:{_proxyKey.Password}"))}\r\n";
        await _stream!.WriteAsync(Encoding.ASCII.GetBytes($"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n{key}\r\n"), token).ConfigureAwait(false);
        var answer = new StringBuilder();
        var next = new byte[1];
        while (answer.Length < 16 * 1024 && await _stream.ReadAsync(next, token).ConfigureAwait(false) > 0)
        {
            answer.Append((char)next[0]);
            if (next[0] == '\n' && answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                break;
            }
        }

        return answer.ToString().Split(' ') is [_, var status, ..] && int.TryParse(status.AsSpan(0, Math.Min(3, status.Length)), out var number) ? number : 0;
    }, Limit, cancellationToken);

    /// <summary>
    /// The certificate that was shown, trusted or not. A server that does not speak TLS is an exception; so is one that demands a certificate
    /// of this user and does not get one that it takes.
    /// </summary>
    public async Task<ServerCertificate> SecureAsync(CancellationToken cancellationToken)
    {
        var tls = _tls();
        OwnSubject = tls.OwnSubject;
        ServerCertificate? shown = null;
        await using var secure = new SslStream(_stream!, leaveInnerStreamOpen: false);
        try
        {
            var options = tls.Options(_server.BaseUrl, (_, certificate, chain, errors) =>
            {
                shown = ServerCertificate.Read(certificate, chain, errors, tls.TrustedBy(certificate, chain, errors));
                return shown?.IsTrusted ?? false;
            });
            options.TargetHost = _server.BaseUrl.IdnHost;
            await LimitedAsync(async token =>
            {
                await secure.AuthenticateAsClientAsync(options, token).ConfigureAwait(false);
                return true;
            }, Limit, cancellationToken).ConfigureAwait(false);
            if ((tls.OwnSubject is not null || tls.HasAsked(_server.BaseUrl)) && await HasEndedAsync(secure, cancellationToken).ConfigureAwait(false)
                && ClientCertificates.Explain(_server, tls, null, ended: true) is { } refusal)
            {
                throw refusal;
            }
        }
        catch (Exception failure) when (shown is not null && failure is AuthenticationException or IOException)
        {
            // The refusal is ours, or the server's after it had shown who it is.
            if (shown!.IsTrusted && ClientCertificates.Explain(_server, tls, failure, failure is IOException) is { } refusal)
            {
                throw refusal;
            }
        }

        return shown ?? throw new AuthenticationException("The server showed no certificate.");
    }

    /// <summary>A server that does not like who asks says so after the connection is made: it is given a moment for that.</summary>
    private async Task<bool> HasEndedAsync(SslStream secure, CancellationToken cancellationToken)
    {
        try
        {
            return await LimitedAsync(token => secure.ReadAsync(new byte[1], token).AsTask(), RefusalLimit, cancellationToken).ConfigureAwait(false) == 0;
        }
        catch (SocketException)
        {
            // It waits for a question, as it should.
            return false;
        }
    }

    /// <summary>What a server that is not HTTP says at once to whoever connects; null: nothing.</summary>
    public async Task<string?> ReadGreetingAsync(CancellationToken cancellationToken)
    {
        try
        {
            var bytes = new byte[80];
            var count = await LimitedAsync(token => _stream!.ReadAsync(bytes, token).AsTask(), GreetingLimit, cancellationToken).ConfigureAwait(false);
            var line = Encoding.ASCII.GetString(bytes, 0, count).Split('\r', '\n')[0];
            return line.Length > 2 && line.All(c => c is >= ' ' and <= '~') ? line : null;
        }
        catch (Exception failure) when (failure is SocketException or IOException)
        {
            return null;
        }
    }

    public void End(bool isOk)
    {
        if (isOk)
        {
            _passage.Connected();
        }
        else
        {
            _passage.Fail(new IOException());
        }
    }

    /// <summary>Without an end before: the caller no longer wanted it.</summary>
    public void Dispose()
    {
        _stream?.Dispose();
        _passage.Fail(null);
    }

    private async Task<Stream> OpenAsync(IPAddress address, CancellationToken cancellationToken)
    {
        if (_options.ConnectOutside is { } outside && !IPAddress.IsLoopback(address))
        {
            return await outside(new(address.ToString(), Hop.Port), cancellationToken).ConfigureAwait(false);
        }

        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, Hop.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<T> LimitedAsync<T>(Func<CancellationToken, Task<T>> work, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var source = new CancellationTokenSource(limit, _options.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(source.Token, cancellationToken);
        try
        {
            return await work(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SocketException((int)SocketError.TimedOut);
        }
    }
}
