using AiChatLocal.Core.Configuration;

namespace AiChatLocal.Providers.Http;

/// <summary>
/// One server with what belongs to it. A call names a path below <see cref="BaseUrl"/> and never a host, so a key cannot reach another one.
/// </summary>
/// <param name="name">What messages call it, e.g. <c>Ollama</c>.</param>
/// <param name="startHint">What the user can do when nothing answers.</param>
/// <param name="keyHeader">Carries the key: alone, or after <c>Bearer</c> in <c>Authorization</c>.</param>
/// <param name="headers">Sent with every call.</param>
/// <param name="query">Added to every address; without its question mark, escaped.</param>
internal sealed class HttpServer(
    string name,
    Uri baseUrl,
    Secret? apiKey,
    LocalizedString startHint,
    string keyHeader = HttpServer.Authorization,
    IReadOnlyList<KeyValuePair<string, string>>? headers = null,
    string query = "")
{
    public const string Authorization = "Authorization";

    private readonly string _prefix = Loopback.ToClientAddress(baseUrl).GetLeftPart(UriPartial.Path).TrimEnd('/');

    public string Name { get; } = name;

    public LocalizedString StartHint { get; } = startHint;

    public Secret? ApiKey { get; } = apiKey;

    public string KeyHeader { get; } = keyHeader;

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; } = headers ?? [];

    /// <summary>Headers whose values are keys.</summary>
    public IReadOnlyList<KeyValuePair<string, Secret>> SecretHeaders { get; init; } = [];

    /// <summary>What the user set for the connections to it.</summary>
    public RouteSettings Route { get; init; } = RouteSettings.None;

    public Uri BaseUrl { get; } = Loopback.ToClientAddress(baseUrl);

    /// <summary>As the user wrote it, where it differs: an address such as 0.0.0.0 says where a server listens.</summary>
    public string? GivenHost { get; } = Loopback.ToClientAddress(baseUrl) == baseUrl ? null : baseUrl.Host;

    public bool IsLoopback { get; } = Loopback.IsLoopback(Loopback.ToClientAddress(baseUrl));

    /// <summary>The scheme, host and port, as messages name the place.</summary>
    public string Address => BaseUrl.GetLeftPart(UriPartial.Authority);

    /// <param name="path">Begins with a slash; from the base URL's path on.</param>
    public Uri Resolve(string path) => new(_prefix + path + (query.Length == 0 ? "" : (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + query));

    /// <summary>The same server, asked as somebody who has no key.</summary>
    public HttpServer WithoutKeys() => new(Name, BaseUrl, null, StartHint, KeyHeader, Headers, query) { Route = Route };

    /// <summary>The same server, asked with another key.</summary>
    public HttpServer WithKey(Secret key) => new(Name, BaseUrl, key, StartHint, KeyHeader, Headers, query) { SecretHeaders = SecretHeaders, Route = Route };

    /// <summary>The same server without the last segment of its path, such as <c>/v1</c>.</summary>
    public HttpServer WithBase(Uri other) => new(Name, other, ApiKey, StartHint, KeyHeader, Headers, query) { SecretHeaders = SecretHeaders, Route = Route };
}
