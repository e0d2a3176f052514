using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using AiChatLocal.Core;

#pragma warning disable RS0030 // The one class that may hold a handler and an invoker.

namespace AiChatLocal.Providers.Http;

/// <summary>
/// Where every outgoing connection of this process is opened.
/// Architecture Invariant: no other class creates a handler, a client or a socket.
/// </summary>
public sealed class HttpRoom : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpRoomOptions _options;

    // Two, because finding out about a proxy costs tens of milliseconds on some systems, and loopback never has one.
    private readonly Lazy<HttpMessageInvoker> _loopback;
    private readonly Lazy<HttpMessageInvoker> _outside;

    public HttpRoom(HttpRoomOptions? options = null)
    {
        _options = options ?? new();
        _loopback = new(() => CreateInvoker(useProxy: false));
        _outside = new(() => CreateInvoker(useProxy: true));
    }

    /// <summary>
    /// Sends a call and returns when the headers of the answer are there, whatever its status. A failure on the way is a
    /// <see cref="ProviderException"/>; so is a destination that Local only forbids.
    /// </summary>
    internal async Task<HttpAnswer> SendAsync(HttpCall call, CancellationToken cancellationToken)
    {
        using var request = CreateRequest(call);
        var passage = await Passage.OpenAsync(call, _options, cancellationToken).ConfigureAwait(false);
        var invoker = (call.Server.IsLoopback ? _loopback : _outside).Value;
        var limits = new ReadLimits(_options, cancellationToken);
        try
        {
            var token = limits.Begin(call.Limit ?? _options.SilenceTimeout, cancellationToken);
            var response = await invoker.SendAsync(request, token).ConfigureAwait(false);
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
            throw silent ? ConnectionProblems.Silence(call.Server, call.Limit ?? _options.SilenceTimeout)
                : ConnectionProblems.From(failure, call.Server, _options.ConnectTimeout);
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
    internal Task<ConnectionSteps> BeginStepsAsync(HttpServer server, CancellationToken cancellationToken) =>
        ConnectionSteps.BeginAsync(server, _options, cancellationToken);

    public void Dispose()
    {
        foreach (var invoker in (Lazy<HttpMessageInvoker>[])[_loopback, _outside])
        {
            if (invoker.IsValueCreated)
            {
                invoker.Value.Dispose();
            }
        }
    }

    private static HttpRequestMessage CreateRequest(HttpCall call)
    {
        var request = new HttpRequestMessage(call.Method, call.Server.Resolve(call.Path));
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

        if (call.Body is { } body)
        {
            request.Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = Json } };
        }

        if (call.RangeFrom is { } from)
        {
            request.Headers.Range = new(from, null);
        }

        return request;
    }

    private HttpMessageInvoker CreateInvoker(bool useProxy) => new(new SocketsHttpHandler
    {
        UseProxy = useProxy,
        Proxy = useProxy ? _options.Proxy : null,
        ConnectCallback = !useProxy ? LoopbackConnection.OpenAsync
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
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = CertificateException.Validate },
    });
}
