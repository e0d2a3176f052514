using System.Globalization;
using AiChatLocal.Core;

namespace AiChatLocal.Providers.Http;

/// <summary>Puts what a server refused into words: its status, its own words, and what the user can do.</summary>
internal static class StatusProblems
{
    private static readonly string[] OverflowWords =
    [
        "exceed_context_size", "context_length_exceeded", "context size", "context length", "context window", "maximum context",
        "exceeds the context", "input length exceeds", "prompt is too long", "too many tokens", "exceed context limit", "input token count",
    ];

    /// <summary>Reads the body of a refused call. Throws always.</summary>
    public static async Task<ProviderException> ReadAsync(HttpAnswer answer, CancellationToken cancellationToken)
    {
        var body = await answer.ReadAllAsync(cancellationToken).ConfigureAwait(false);
        return new(From(answer, ErrorBody.Parse(body.Span)));
    }

    public static Problem From(HttpAnswer answer, ErrorBody error)
    {
        var status = (int)answer.Status;
        var server = answer.Call.Server;
        var detail = ApiKeys.Redact($"HTTP {status}: {error.Message}".TrimEnd(' ', ':'), server);
        return status switch
        {
            >= 300 and < 400 => Redirect(answer, detail),
            407 => Proxy(server, detail),
            400 when error.Says("No required SSL certificate was sent") => ClientCertificates.Demanded(server) with { Detail = detail },
            400 when error.Says("The SSL certificate error") => ClientCertificates.NotAccepted(server, null) with { Detail = detail },
            401 or 403 => Unauthorized(server, status, detail),
            429 => RateLimited(server, detail, RetryAfter(answer, error)),
            _ => FromWords(answer.Call, error, detail, RetryAfter(answer, error)) ?? FromStatus(answer, error, status, detail),
        };
    }

    /// <summary>An error that came inside an answer that began well.</summary>
    public static Problem InStream(HttpCall call, ErrorBody error)
    {
        var detail = ApiKeys.Redact(error.Message, call.Server);
        return FromWords(call, error, detail, RetryAfter(error)) ?? new(
            ProblemKind.ServerError,
            $"{call.Server.Name} reported an error while it answered.",
            Sentence(detail),
            $"What has arrived is kept. Look into the server's own log, then ask again.",
            detail,
            Retryable: true);
    }

    public static Problem NotJson(HttpServer server, bool html, string words) => new(
        ProblemKind.UnexpectedAnswer,
        $"{server.Name} answered with {(html ? T($"a web page") : T($"something other than JSON"))}.",
        $"The base URL leads to something that is not the API: a web interface, a proxy or a sign-in page.",
        $"Check the base URL; for most servers it ends in /v1.",
        ApiKeys.Redact(words.Length > 300 ? words[..300] + "…" : words, server));

    public static Problem TooLarge(HttpServer server) => new(
        ProblemKind.UnexpectedAnswer, $"{server.Name} sent more than any answer of its kind holds.", null, $"Check the base URL.");

    private static Problem? FromWords(HttpCall call, ErrorBody error, string detail, TimeSpan? after)
    {
        if (OverflowWords.Any(error.Says))
        {
            return TooLong(call, error, detail);
        }

        // Vendors who say by a word what others say by the status, or say it in the middle of an answer.
        if (error.Says("API_KEY_INVALID") || error.Says("authentication_error"))
        {
            return Unauthorized(call.Server, 401, detail);
        }

        if (error.Says("rate_limit_error") || error.Says("RESOURCE_EXHAUSTED"))
        {
            return RateLimited(call.Server, detail, after);
        }

        if (error.Says("overloaded"))
        {
            return Busy(call.Server, error, detail, after);
        }

        if (error.Says("billing_error") || error.Says("credit balance is too low"))
        {
            return new(
                ProblemKind.Refused, $"{call.Server.Name} asks for payment first.", Sentence(detail), $"Look at the account's billing at the vendor.", detail);
        }

        if (call.Model is { } model && (error.Says("model_not_found") || error.Says("model_not_available")
            || (error.Says("model") && (error.Says("not found") || error.Says("not_found_error") || error.Says("does not exist") || error.Says("not exist")))))
        {
            return NotFound(call.Server, model, detail);
        }

        return error.Says("loading model") ? new(
            ProblemKind.Busy, $"{call.Server.Name} is still loading the model.", $"A large model takes a while to load.",
            $"Try again in a moment.", detail, Retryable: true) : null;
    }

    private static Problem FromStatus(HttpAnswer answer, ErrorBody error, int status, string detail)
    {
        var server = answer.Call.Server;
        return status switch
        {
            _ when error.IsHtml && status < 500 => NotJson(server, html: true, detail),
            404 or 405 or 501 => new(
                ProblemKind.UnexpectedAnswer, $"{server.Name} has nothing at {answer.Call.Server.Resolve(answer.Call.Path).AbsolutePath}.",
                $"The base URL is not that of its API, or the server is of another kind.", $"Check the base URL; for most servers it ends in /v1.", detail),
            503 or 529 => Busy(server, error, detail, RetryAfter(answer, error)),
            >= 500 => new(
                ProblemKind.ServerError, $"{server.Name} failed.", Sentence(error.IsHtml ? "" : detail),
                $"Look into the server's own log; a smaller model or a shorter context may help when memory is short.", detail, Retryable: true),
            408 => new(ProblemKind.ServerError, $"{server.Name} gave up waiting.", null, $"Try again.", detail, Retryable: true),
            _ => new(ProblemKind.Invalid, $"{server.Name} refused the request.", Sentence(detail), $"Change what the server names and try again.", detail),
        };
    }

    private static Problem TooLong(HttpCall call, ErrorBody error, string detail) => new(
        ProblemKind.ContextTooLong,
        $"The conversation does not fit into the context window of the model.",
        error is { PromptTokens: { } prompt, ContextTokens: { } context }
            ? T($"It takes {prompt} tokens and the window holds {context}.")
            : T($"{call.Server.Name} refuses it rather than dropping a part of it."),
        $"Start a new chat, shorten what you send, or give the model a larger context window.",
        detail);

    private static Problem NotFound(HttpServer server, string model, string detail) => new(
        ProblemKind.ModelNotFound, $"{server.Name} has no model named {model}.", $"It was removed, renamed, or not downloaded yet.",
        $"Choose another model from the list, or download this one.", detail);

    private static Problem Unauthorized(HttpServer server, int status, string detail) => new(
        ProblemKind.Unauthorized,
        $"{server.Name} did not let us in.",
        server.ApiKey is null ? T($"It asks for a key and none is set.") : status == 403 ? T($"The key is not allowed to do this.") : T($"It does not accept the key."),
        server.ApiKey is null ? T($"Give this provider its key.") : T($"Take a valid key from where it was made, and set it anew for this provider."),
        detail);

    /// <summary>Of the answer 407, whether it came instead of the server's or of the way to it.</summary>
    public static Problem Proxy(HttpServer server, string detail) => new(
        ProblemKind.Unreachable,
        $"A proxy stands before {server.Address} and did not let us through (407).",
        $"It asks for a sign-in, or does not accept the one that it got.",
        server.Route.Proxy is { Address: not null }
            ? T($"Set its user and password for this provider: `ai-chat-local providers update <name> --proxy-user <user> --proxy-password-stdin`.")
            : T($"Put user and password into the proxy's address (HTTP_PROXY, HTTPS_PROXY), or name {server.BaseUrl.IdnHost} in NO_PROXY when it is reached without."),
        detail);

    private static Problem RateLimited(HttpServer server, string detail, TimeSpan? after) => new(
        ProblemKind.RateLimited, $"{server.Name} allows no more requests now.", $"The limit of the account or of the server is reached.",
        Together($"Wait a little and try again.", Words(after)), detail, Retryable: true, after);

    private static Problem Busy(HttpServer server, ErrorBody error, string detail, TimeSpan? after) => new(
        ProblemKind.Busy, $"{server.Name} is too busy to answer.", Sentence(ApiKeys.Redact(error.Message, server)), Together($"Try again in a moment.", Words(after)), detail,
        Retryable: true, after);

    private static Problem Redirect(HttpAnswer answer, string detail)
    {
        var target = answer.Header("Location") ?? "another address";
        return new(
            ProblemKind.UnexpectedAnswer,
            $"{answer.Call.Server.Name} sends us on to another address.",
            $"Redirects are not followed, so that no question and no key reaches a server that you did not choose.",
            $"If the new address is right, set it as the base URL.",
            detail + " → " + ApiKeys.Redact(target, answer.Call.Server));
    }

    private static LocalizedString? Words(TimeSpan? after) => after is { } time ? T($"It says: in {time.TotalSeconds:0.#} s.") : null;

    /// <summary>From <c>retry-after-ms</c>, else from <c>Retry-After</c> in seconds or as a date, else from what the body says.</summary>
    private static TimeSpan? RetryAfter(HttpAnswer answer, ErrorBody error)
    {
        if (Number(answer.Header("retry-after-ms")) is { } milliseconds)
        {
            return TimeSpan.FromMilliseconds(milliseconds);
        }

        var after = answer.Header("Retry-After");
        if (Number(after) is { } seconds)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        // Both by the server's clock, which need not be ours.
        return Date(after) is { } then && Date(answer.Header("Date")) is { } now && then > now ? then - now : RetryAfter(error);
    }

    /// <summary>From a duration such as <c>1.5s</c>.</summary>
    private static TimeSpan? RetryAfter(ErrorBody error) => Number(error.RetryDelay?.TrimEnd('s')) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    private static double? Number(string? text) => double.TryParse(text, CultureInfo.InvariantCulture, out var number) && number is >= 0 and < 1e9 ? number : null;

    private static DateTimeOffset? Date(string? text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var date) ? date : null;


    private static LocalizedString? Sentence(string words) => words.Length == 0 ? null : Verbatim(words.Length > 300 ? words[..300] + "…" : words);
}
