namespace AiChatLocal.Providers.Http;

/// <param name="Path">Below the server's base URL; begins with a slash.</param>
/// <param name="Body">Null: none. It is disposed once the call was sent: who sends again writes it again.</param>
/// <param name="Model">The model that the call is about, for the words of an error.</param>
/// <param name="Limit">Ends the call when its headers have not come by then: for probes, which nobody waits for.</param>
/// <param name="RangeFrom">Asks for the body from this byte on; the answer says whether it begins there.</param>
internal sealed record HttpCall(
    HttpServer Server, HttpMethod Method, string Path, RequestBody? Body = null, string? Model = null, TimeSpan? Limit = null,
    long? RangeFrom = null)
{
    public static HttpCall Get(HttpServer server, string path, TimeSpan? limit = null) => new(server, HttpMethod.Get, path, Limit: limit);

    public static HttpCall Post(HttpServer server, string path, RequestBody? body, string? model = null) =>
        new(server, HttpMethod.Post, path, body, model);
}
