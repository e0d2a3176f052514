using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AiChatLocal.Core;
using AiChatLocal.Providers.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace AiChatLocal.Providers.Tests.Http;

/// <summary>Each way in which a server can fail to answer has its kind, its words and a hint; the key is in none of them.</summary>
public sealed class FailureTests
{
    private const string Key = "my-private-key-1";

    [Theory]
    [InlineData(401, """{"error":{"message":"Incorrect API key provided: my-private-key-1"}}""", ProblemKind.Unauthorized, false)]
    [InlineData(401, """{"detail":"Unauthorized"}""", ProblemKind.Unauthorized, false)]
    [InlineData(403, "<html><body>Forbidden</body></html>", ProblemKind.Unauthorized, false)]
    [InlineData(404, """{"error":{"message":"The model `m` does not exist.","code":"model_not_found"}}""", ProblemKind.ModelNotFound, false)]
    [InlineData(404, """{"object":"error","message":"The model `m` does not exist.","code":404}""", ProblemKind.ModelNotFound, false)]
    [InlineData(404, """{"error":{"code":404,"message":"File Not Found","type":"not_found_error"}}""", ProblemKind.UnexpectedAnswer, false)]
    [InlineData(404, "404 page not found", ProblemKind.UnexpectedAnswer, false)]
    [InlineData(400, """{"error":{"code":400,"message":"request (24040 tokens) exceeds the available context size (4096 tokens), try increasing it","type":"exceed_context_size_error","n_prompt_tokens":24040,"n_ctx":4096}}""", ProblemKind.ContextTooLong, false)]
    [InlineData(400, """{"error":{"message":"This model's maximum context length is 8192 tokens.","code":"context_length_exceeded"}}""", ProblemKind.ContextTooLong, false)]
    [InlineData(400, """{"error":{"message":"temperature must be below 2"}}""", ProblemKind.Invalid, false)]
    [InlineData(429, """{"error":{"message":"Too many requests"}}""", ProblemKind.RateLimited, true)]
    [InlineData(500, """{"error":{"message":"llama runner process has terminated"}}""", ProblemKind.ServerError, true)]
    [InlineData(500, "Internal Server Error", ProblemKind.ServerError, true)]
    [InlineData(502, "<html><h1>502 Bad Gateway</h1></html>", ProblemKind.ServerError, true)]
    [InlineData(503, """{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}""", ProblemKind.Busy, true)]
    [InlineData(503, """{"error":"server busy, please try again. maximum pending requests exceeded"}""", ProblemKind.Busy, true)]
    public async Task Refusal_is_told_by_its_kind(int status, string body, string kind, bool retryable)
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = "7";
            await context.Response.WriteAsync(body, context.RequestAborted);
        });

        var problem = await FailAsync(server.BaseUrl);

        Assert.Equal(kind, problem.Kind);
        Assert.Equal(retryable, problem.Retryable);
        Assert.NotEmpty(problem.Fix ?? "");
        Assert.Contains(status.ToString(System.Globalization.CultureInfo.InvariantCulture), problem.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, problem.ToString(), StringComparison.Ordinal);
        Assert.Equal(status is 429 || (status == 503 && body.Contains("busy", StringComparison.Ordinal)), problem.Fix!.ToString().Contains("in 7 s", StringComparison.Ordinal));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Overflow_tells_both_numbers()
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.StatusCode = 400;
            await context.Response.WriteAsync(
                """{"error":{"message":"too long","type":"exceed_context_size_error","n_prompt_tokens":24040,"n_ctx":4096}}""", context.RequestAborted);
        });

        Assert.Equal("It takes 24040 tokens and the window holds 4096.", (await FailAsync(server.BaseUrl)).Why);
    }

    [Fact]
    public async Task Web_page_in_place_of_the_api_is_an_unexpected_answer()
    {
        await using var server = await LoopbackServer.StartAsync(
            context => Replay.WriteAsync(context, "text/html", "<!doctype html><title>Sign in</title>"));

        var problem = await FailAsync(server.BaseUrl);

        Assert.Equal(ProblemKind.UnexpectedAnswer, problem.Kind);
        Assert.Contains("web page", problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_in_a_good_answer_is_an_error()
    {
        await using var server = await LoopbackServer.StartAsync(
            context => Replay.WriteAsync(context, "application/json", """{"error":"Unexpected endpoint or method. (POST /chat/completions)"}"""));

        var problem = await FailAsync(server.BaseUrl);

        Assert.Equal(ProblemKind.ServerError, problem.Kind);
        Assert.Contains("Unexpected endpoint", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirect_is_told_and_not_followed(int status)
    {
        await using var other = await LoopbackServer.StartAsync(_ => Task.CompletedTask);
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = new Uri(other.BaseUrl, "/v1/chat/completions").AbsoluteUri;
            return Task.CompletedTask;
        });

        var problem = await FailAsync(server.BaseUrl);

        Assert.Equal(ProblemKind.UnexpectedAnswer, problem.Kind);
        Assert.Contains(other.BaseUrl.Authority, problem.Detail, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task Port_where_nothing_listens_is_unreachable()
    {
        var problem = await FailAsync(TestRoom.Silent());

        Assert.Equal(ProblemKind.Unreachable, problem.Kind);
        Assert.Contains("Nothing listens", problem.Why, StringComparison.Ordinal);
        Assert.Contains("ConnectionRefused", problem.Detail, StringComparison.Ordinal);
        Assert.True(problem.Retryable);
    }

    [Fact]
    public async Task Host_without_an_address_is_unreachable()
    {
        var problem = await FailAsync(new("http://no-such-host.invalid:1"));

        Assert.Equal(ProblemKind.Unreachable, problem.Kind);
        Assert.Contains("no-such-host.invalid", problem.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_that_nobody_trusts_is_refused_with_its_reason()
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var made = new CertificateRequest("CN=somebody", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
        await using var server = await LoopbackServer.StartAsync(_ => Task.CompletedTask, certificate);

        var problem = await FailAsync(server.BaseUrl);

        Assert.Equal(ProblemKind.Unreachable, problem.Kind);
        Assert.False(problem.Retryable);
        Assert.Contains("another host name", problem.Why, StringComparison.Ordinal);
        Assert.Contains("not trusted", problem.Why, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Https_on_a_port_that_speaks_http_is_told_so()
    {
        await using var server = await LoopbackServer.StartAsync(_ => Task.CompletedTask);

        var problem = await FailAsync(new UriBuilder(server.BaseUrl) { Scheme = "https" }.Uri);

        Assert.Equal(ProblemKind.Unreachable, problem.Kind);
        Assert.Contains("TLS", problem.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_that_hangs_up_without_an_answer_is_a_server_error()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        Assert.Equal(ProblemKind.ServerError, (await FailAsync(server.BaseUrl)).Kind);
    }

    [Theory]
    [InlineData("key with space")]
    [InlineData("line\nbreak")]
    [InlineData("schlüssel")]
    public async Task Key_that_no_header_can_hold_is_refused_before_it_is_sent(string key)
    {
        await using var server = await LoopbackServer.StartAsync(_ => Task.CompletedTask);
        using var room = new TestRoom();

        var reply = await Reply.AskAsync(room.OpenAi(server.BaseUrl, key).GetChatClient("m"));

        Assert.Equal(ProblemKind.Unauthorized, reply.Failure?.Kind);
        Assert.DoesNotContain(key, reply.Failure?.ToString(), StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    private static async Task<Problem> FailAsync(Uri address)
    {
        using var room = new TestRoom();
        var reply = await Reply.AskAsync(room.OpenAi(address, Key).GetChatClient("m"));
        Assert.Empty(reply.Updates);
        return Assert.IsType<Problem>(reply.Failure);
    }
}
