using AiChatLocal.Core;
using AiChatLocal.Providers.Tests.Support;

namespace AiChatLocal.Providers.Tests.Vendors;

/// <summary>What vendors refuse, in the shapes in which each of them says it; the key is in none of the words.</summary>
public sealed class VendorFailureTests
{
    private const string Key = "my-private-key-1";

    [Theory]
    [InlineData("anthropic", 400, "invalid_request_error", "max_tokens: Field required", ProblemKind.Invalid)]
    [InlineData("anthropic", 400, "invalid_request_error", "prompt is too long: 203924 tokens > 200000 maximum", ProblemKind.ContextTooLong)]
    [InlineData("anthropic", 400, "invalid_request_error", "input length and `max_tokens` exceed context limit: 188240 + 21333 > 200000", ProblemKind.ContextTooLong)]
    [InlineData("anthropic", 400, "invalid_request_error", "Your credit balance is too low to access the Anthropic API.", ProblemKind.Refused)]
    [InlineData("anthropic", 401, "authentication_error", "invalid x-api-key my-private-key-1", ProblemKind.Unauthorized)]
    [InlineData("anthropic", 402, "billing_error", "There is an issue with your billing.", ProblemKind.Refused)]
    [InlineData("anthropic", 403, "permission_error", "Not allowed.", ProblemKind.Unauthorized)]
    [InlineData("anthropic", 404, "not_found_error", "model: m", ProblemKind.ModelNotFound)]
    [InlineData("anthropic", 404, "not_found_error", "Not Found", ProblemKind.UnexpectedAnswer)]
    [InlineData("anthropic", 413, "request_too_large", "Request exceeds the maximum size", ProblemKind.Invalid)]
    [InlineData("anthropic", 429, "rate_limit_error", "Slow down", ProblemKind.RateLimited)]
    [InlineData("anthropic", 500, "api_error", "Internal server error", ProblemKind.ServerError)]
    [InlineData("anthropic", 503, "api_error", "Unavailable", ProblemKind.Busy)]
    [InlineData("anthropic", 504, "timeout_error", "Timed out", ProblemKind.ServerError)]
    [InlineData("anthropic", 529, "overloaded_error", "Overloaded", ProblemKind.Busy)]
    [InlineData("gemini", 400, "INVALID_ARGUMENT", "Thinking level is not supported for this model.", ProblemKind.Invalid)]
    [InlineData("gemini", 400, "INVALID_ARGUMENT", "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).", ProblemKind.ContextTooLong)]
    [InlineData("gemini", 401, "UNAUTHENTICATED", "Expected an OAuth token, not my-private-key-1", ProblemKind.Unauthorized)]
    [InlineData("gemini", 403, "PERMISSION_DENIED", "Method doesn't allow unregistered callers.", ProblemKind.Unauthorized)]
    [InlineData("gemini", 404, "NOT_FOUND", "models/m is not found for API version v1beta, or is not supported for generateContent.", ProblemKind.ModelNotFound)]
    [InlineData("gemini", 429, "RESOURCE_EXHAUSTED", "You exceeded your current quota.", ProblemKind.RateLimited)]
    [InlineData("gemini", 500, "INTERNAL", "An internal error has occurred.", ProblemKind.ServerError)]
    [InlineData("gemini", 503, "UNAVAILABLE", "The model is overloaded.", ProblemKind.Busy)]
    [InlineData("gemini", 529, "UNAVAILABLE", "The model is overloaded.", ProblemKind.Busy)]
    public async Task Refusal_is_told_by_its_kind(string kind, int status, string type, string message, string expected)
    {
        var body = kind == "anthropic"
            ? $$"""{"type":"error","error":{"type":"{{type}}","message":"{{message}}"},"request_id":"req_1"}"""
            : $$$"""{"error":{"code":{{{status}}},"message":"{{{message}}}","status":"{{{type}}}"}}""";

        var problem = await FailAsync(kind, status, body);

        Assert.Equal(expected, problem.Kind);
        Assert.NotEmpty(problem.Fix ?? "");
        Assert.Contains(status.ToString(System.Globalization.CultureInfo.InvariantCulture), problem.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, problem.ToString(), StringComparison.Ordinal);
        Assert.Equal(expected is ProblemKind.RateLimited or ProblemKind.Busy, problem.Fix!.ToString().Contains("in 7 s", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("anthropic", 404, "<!doctype html><title>Not here</title>", ProblemKind.UnexpectedAnswer)]
    [InlineData("gemini", 404, "<!doctype html><title>Error 404 (Not Found)!!1</title>", ProblemKind.UnexpectedAnswer)]
    [InlineData("anthropic", 502, "<html>Bad Gateway</html>", ProblemKind.ServerError)]
    [InlineData("gemini", 502, "<html>Bad Gateway</html>", ProblemKind.ServerError)]
    [InlineData("anthropic", 200, "<html>Sign in</html>", ProblemKind.UnexpectedAnswer)]
    [InlineData("gemini", 200, "<html>Sign in</html>", ProblemKind.UnexpectedAnswer)]
    [InlineData("gemini", 400, """{"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID","domain":"googleapis.com"}]}}""", ProblemKind.Unauthorized)]
    [InlineData("gemini", 400, """[{"error":{"code":400,"message":"API key expired.","details":[{"reason":"API_KEY_INVALID"}]}}]""", ProblemKind.Unauthorized)]
    [InlineData("anthropic", 500, "", ProblemKind.ServerError)]
    [InlineData("gemini", 500, "", ProblemKind.ServerError)]
    public async Task Refusal_in_another_form_is_understood(string kind, int status, string body, string expected) =>
        Assert.Equal(expected, (await FailAsync(kind, status, body)).Kind);

    [Fact]
    public async Task Delay_that_only_the_body_tells_is_told()
    {
        var problem = await FailAsync(
            "gemini", 429,
            """{"error":{"code":429,"message":"Quota","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[]},{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34.5s"}]}}""",
            after: null);

        Assert.Equal(ProblemKind.RateLimited, problem.Kind);
        Assert.EndsWith("It says: in 34.5 s.", problem.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("anthropic")]
    [InlineData("gemini")]
    public async Task Redirect_takes_neither_question_nor_key_to_another_host(string kind)
    {
        await using var other = await LoopbackServer.StartAsync(_ => Task.CompletedTask);
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = new Uri(other.BaseUrl, "/elsewhere").AbsoluteUri;
            return Task.CompletedTask;
        });
        using var room = new TestRoom();
        var provider = room.Provider(kind, server.BaseUrl, Key);

        var reply = await Reply.AskAsync(provider.GetChatClient("m"), "Hi", new() { MaxOutputTokens = 1 });
        await Assert.ThrowsAsync<ProviderException>(() => provider.ListModelsAsync(TestContext.Current.CancellationToken));

        Assert.Equal(ProblemKind.UnexpectedAnswer, reply.Failure?.Kind);
        Assert.Contains(other.BaseUrl.Authority, reply.Failure?.Detail, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    private static async Task<Problem> FailAsync(string kind, int status, string body, string? after = "7")
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = after;
            return Replay.WriteAsync(context, body.StartsWith('<') ? "text/html" : "application/json", body);
        });
        using var room = new TestRoom();
        var reply = await Reply.AskAsync(room.Provider(kind, server.BaseUrl, Key).GetChatClient("m"), "Hi", new() { MaxOutputTokens = 1 });
        Assert.Empty(reply.Updates);
        Assert.Single(server.Requests);
        Assert.DoesNotContain(Key, server.Requests[0].Path + server.Requests[0].Query, StringComparison.Ordinal);
        return Assert.IsType<Problem>(reply.Failure);
    }
}
