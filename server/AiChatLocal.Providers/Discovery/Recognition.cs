using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using System.Text.Json;
using AiChatLocal.Core;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.OpenAiCompatible;

namespace AiChatLocal.Providers.Discovery;

/// <summary>What answers in place of the server that was expected.</summary>
/// <param name="Kind">The kind of provider that it is, if any.</param>
/// <param name="BaseUrl">The address that such a provider needs.</param>
internal sealed record Recognised(LocalizedString What, string? Kind = null, string? BaseUrl = null)
{
    /// <param name="kind">The kind that it was tried as.</param>
    public LocalizedString Fix(string kind) =>
        BaseUrl is null ? T($"Check the host and the port of the base URL: a model server listens elsewhere.")
        : Kind is null || Kind == kind ? T($"Set the base URL to {BaseUrl}.")
        : T($"Add it as a provider of the kind {Kind}, with the base URL {BaseUrl}.");
}

/// <summary>Finds out what something is that is not what it was taken for. It is shown no key.</summary>
internal static class Recognition
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    public static async Task<Recognised?> RunAsync(HttpRoom http, HttpServer server, CancellationToken cancellationToken)
    {
        var root = server.WithoutKeys().WithBase(new(server.Address));
        using var version = await http.TryJsonAsync(HttpCall.Get(root, "/api/version", Limit), cancellationToken).ConfigureAwait(false);
        using var models = await http.TryJsonAsync(HttpCall.Get(root, "/v1/models", Limit), cancellationToken).ConfigureAwait(false);
        if (models?.Root.Member("data").ValueKind == JsonValueKind.Array)
        {
            var identity = await ServerIdentity.IdentifyAsync(http, root, models, Limit, cancellationToken).ConfigureAwait(false);
            return identity.DisplayName == ServerIdentity.Ollama ? Ollama(server) : new(identity.Title, "openai-compatible", server.Address + "/v1");
        }

        return version?.Root.Text("version") is not null
            ? Ollama(server)
            : await ReadPageAsync(http, root, server, cancellationToken).ConfigureAwait(false);
    }

    private static Recognised Ollama(HttpServer server) => new(Verbatim(ServerIdentity.Ollama), "ollama", server.Address);

    private static async Task<Recognised?> ReadPageAsync(HttpRoom http, HttpServer root, HttpServer server, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.SendAsync(HttpCall.Get(root, "/", Limit), cancellationToken).ConfigureAwait(false);
            var body = await answer.ReadAllAsync(cancellationToken).ConfigureAwait(false);
            var text = Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, 64 * 1024)]);
            var software = answer.Software is { Length: > 0 } name ? $" ({ApiKeys.Redact(name, server)})" : "";
            if (text.Contains("HTTPS server", StringComparison.OrdinalIgnoreCase) || text.Contains("plain HTTP request was sent to HTTPS", StringComparison.OrdinalIgnoreCase))
            {
                return Https(root);
            }

            return Title(text) is { } title ? new($"a web page titled “{ApiKeys.Redact(title, server)}”{software}")
                : answer.MediaType == "text/html" ? new($"a web page{software}")
                : software.Length > 0 ? new($"another HTTP server{software}")
                : new($"another HTTP server");
        }
        catch (ProviderException)
        {
            return await ListenAsync(http, root, server, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What does not speak HTTP may speak TLS, or greets with its own name.</summary>
    private static async Task<Recognised?> ListenAsync(HttpRoom http, HttpServer root, HttpServer server, CancellationToken cancellationToken)
    {
        if (root.BaseUrl.Scheme == "https")
        {
            return null;
        }

        if (await ConnectedAsync(steps => SpeaksTlsAsync(steps, cancellationToken)).ConfigureAwait(false))
        {
            return Https(root);
        }

        string? greeting = null;
        return await ConnectedAsync(async steps => (greeting = await steps.ReadGreetingAsync(cancellationToken).ConfigureAwait(false)) is not null).ConfigureAwait(false)
            ? new($"a server that greets with “{ApiKeys.Redact(greeting!, server)}” and does not speak HTTP")
            : null;

        async Task<bool> ConnectedAsync(Func<ConnectionSteps, Task<bool>> work)
        {
            using var steps = await http.BeginStepsAsync(root, cancellationToken).ConfigureAwait(false);
            var isFound = false;
            foreach (var address in steps.Proxy is null ? await AddressesAsync(steps).ConfigureAwait(false) : [])
            {
                if (await steps.ConnectAsync(address, cancellationToken).ConfigureAwait(false) is null)
                {
                    isFound = await work(steps).ConfigureAwait(false);
                    break;
                }
            }

            steps.End(isFound);
            return isFound;
        }

        async Task<IPAddress[]> AddressesAsync(ConnectionSteps steps)
        {
            try
            {
                return await steps.LookUpAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (SocketException)
            {
                return [];
            }
        }
    }

    private static async Task<bool> SpeaksTlsAsync(ConnectionSteps steps, CancellationToken cancellationToken)
    {
        try
        {
            await steps.SecureAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException or SocketException)
        {
            return false;
        }
    }

    private static Recognised Https(HttpServer root) =>
        new($"a server that speaks https", BaseUrl: "https" + root.Address[root.BaseUrl.Scheme.Length..]);

    private static string? Title(string text)
    {
        var start = text.IndexOf("<title>", StringComparison.OrdinalIgnoreCase);
        var end = start < 0 ? -1 : text.IndexOf("</title>", start, StringComparison.OrdinalIgnoreCase);
        return end < 0 ? null : WebUtility.HtmlDecode(text[(start + "<title>".Length)..end]).Trim() is { Length: > 0 and < 200 } title ? title : null;
    }
}
