using System.Collections.Concurrent;
using System.Net;
using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;

#pragma warning disable RS0030 // The one class that may hold a handler and an invoker.

namespace AiChatLocal.Providers.Http;

/// <summary>
/// Where every outgoing connection of this process is opened.
/// Architecture Invariant: no other class creates a handler, a client or a socket.
/// </summary>
public sealed class HttpRoom : IDisposable
{
    private readonly HttpRoomOptions _options;

    // By what the connections have in common; those of this machine apart, since finding out about a proxy costs tens of milliseconds on some systems.
    private readonly ConcurrentDictionary<Way, Lazy<HttpMessageInvoker>> _invokers = new();
    private readonly TlsSetups _tls;

    public HttpRoom(HttpRoomOptions? options = null)
    {
        _options = options ?? new();
        _tls = new(_options.Time, Retire);
    }

    /// <summary>
    /// Sends a call and returns when the headers of the answer are there, whatever its status. A failure on the way is a
    /// <see cref="ProviderException"/>; so is a destination that Local only forbids.
    /// </summary>
    internal async Task<HttpAnswer> SendAsync(HttpCall call, CancellationToken cancellationToken)
    {
        using var request = CreateRequest(call);
        var network = await ReadNetworkAsync(cancellationToken).ConfigureAwait(false);
        var passage = await Passage.OpenAsync(call, _options, cancellationToken).ConfigureAwait(false);
        var limits = new ReadLimits(SilenceOf(call.Server, network), _options.Time, cancellationToken);
        var tls = _tls.Plain;
        try
        {
            tls = call.Server.BaseUrl.Scheme == "https" ? _tls.Get(network, call.Server.Route) : tls;
            var token = limits.Begin(call.Limit ?? limits.Silence, cancellationToken);
            var response = await GetInvoker(call.Server, tls).SendAsync(request, token).ConfigureAwait(false);
            limits.End();
            passage.Answered((int)response.StatusCode);
            var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return new(call, response, body, limits, passage);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            var silent = limits.Expired;
            limits.Dispose();
            passage.Fail(failure);
            throw silent ? ConnectionProblems.Silence(call.Server, call.Limit ?? limits.Silence)
                : ConnectionProblems.From(failure, call.Server, _options.ConnectTimeout, tls);
        }
        catch
        {
            limits.Dispose();
            passage.Fail(null);
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    /// <summary>The way to a server by itself, to find out where it ends. Throws as <see cref="SendAsync"/> does when Local only forbids it.</summary>
    internal async Task<ConnectionSteps> BeginStepsAsync(HttpServer server, CancellationToken cancellationToken)
    {
        var network = await ReadNetworkAsync(cancellationToken).ConfigureAwait(false);
        return await ConnectionSteps.BeginAsync(server, _options, () => _tls.Get(network, server.Route), SilenceOf(server, network), cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        foreach (var invoker in _invokers.Values)
        {
            if (invoker.IsValueCreated)
            {
                invoker.Value.Dispose();
            }
        }

        _tls.Dispose();
    }

    private static HttpRequestMessage CreateRequest(HttpCall call)
    {
        var request = new HttpRequestMessage(call.Method, call.Server.Resolve(call.Path)) { Content = call.Body };
        if (call.Server.ApiKey is { } secret)
        {
            var key = ApiKeys.ForHeader(secret, call.Server);
            request.Headers.TryAddWithoutValidation(call.Server.KeyHeader, call.Server.KeyHeader == HttpServer.Authorization ? "Bearer " + key : key);
        }

        foreach (var (name, value) in call.Server.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        foreach (var (name, value) in call.Server.SecretHeaders)
        {
            request.Headers.TryAddWithoutValidation(name, value.Reveal());
        }

        if (call.RangeFrom is { } from)
        {
            request.Headers.Range = new(from, null);
        }

        return request;
    }

    private async ValueTask<NetworkSettings> ReadNetworkAsync(CancellationToken cancellationToken) =>
        _options.Configuration is { } configuration ? (await configuration.ReadAsync(cancellationToken).ConfigureAwait(false)).Network ?? NetworkSettings.None
            : NetworkSettings.None;

    private TimeSpan SilenceOf(HttpServer server, NetworkSettings network) =>
        (server.Route.SilenceLimit ?? network.SilenceLimit) is { } limit ? limit == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : limit : _options.SilenceTimeout;

    private HttpMessageInvoker GetInvoker(HttpServer server, TlsSetup tls)
    {
        // By server where certificates may be asked for: the platform does not tell a handler which of its servers asks.
        var secured = server.BaseUrl.Scheme == "https" ? new Uri(server.Address) : null;
        var way = server.IsLoopback ? new Way(true, null, tls, secured) : new Way(false, server.Route.Proxy, tls, secured);
        return _invokers.GetOrAdd(way, static (way, room) => new(() => room.CreateInvoker(way)), this).Value;
    }

    private HttpMessageInvoker CreateInvoker(Way way) => new(new SocketsHttpHandler
    {
        UseProxy = !way.IsLoopback && way.Proxy is not { Address: null },
        Proxy = way.IsLoopback ? null : way.Proxy is { Address: { } own } ? ProxyKeys.Create(way.Proxy, own) : _options.Proxy,
        ConnectCallback = way.IsLoopback ? LoopbackConnection.OpenAsync
            : _options.ConnectOutside is { } outside ? (context, token) => outside(context.DnsEndPoint, token) : null,
        UseCookies = false,
        // A redirect is told to the user: following it could carry a question to another host.
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = _options.ConnectTimeout,
        // A reply that is stopped ends its connection at once; a finished one is read to its end by HttpAnswer.
        MaxResponseDrainSize = 0,
        // No trace headers to anybody, and no cost of making them.
        ActivityHeadersPropagator = null,
        SslOptions = way.Secured is { } server ? way.Tls.Options(server, way.Tls.Validate) : new() { RemoteCertificateValidationCallback = way.Tls.Validate },
    });

    private void Retire(TlsSetup tls)
    {
        foreach (var way in _invokers.Keys.Where(way => way.Tls == tls))
        {
            // Requests that are on their way go on; the connections that wait for another are closed.
            if (_invokers.TryRemove(way, out var invoker) && invoker.IsValueCreated)
            {
                invoker.Value.Dispose();
            }
        }
    }

    /// <param name="Secured">The server, where it is asked over TLS.</param>
    private sealed record Way(bool IsLoopback, ProxyChoice? Proxy, TlsSetup Tls, Uri? Secured);
}
