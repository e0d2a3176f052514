using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using Microsoft.AspNetCore.Http;

namespace AiChatLocal.Providers.Tests.Support;

/// <summary>A server whose routes a test gives as a method and a path each, with a status and a body; what is not given is a 404 as FastAPI has it.</summary>
internal static class ManagedServer
{
    public const string NoRoute = """{"detail":"Not Found"}""";

    public static (int Status, string Body) Ok(string body) => (200, body);

    /// <param name="software">The <c>Server</c> header.</param>
    public static Task<LoopbackServer> StartAsync(Func<string, (int Status, string Body)?> answer, string? software = null) => LoopbackServer.StartAsync(async context =>
    {
        var (status, body) = answer($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}") ?? (404, NoRoute);
        context.Response.StatusCode = status;
        context.Response.Headers.Server = software ?? "uvicorn";
        context.Response.ContentType = body.StartsWith('<') ? "text/html" : "application/json";
        await context.Response.WriteAsync(body, context.RequestAborted);
    });

    public static IEnumerable<string> Asked(this LoopbackServer server, string method = "POST") =>
        server.Requests.Where(request => request.Method == method).Select(request => $"{request.Path}{request.Query} {request.Body}".TrimEnd());

    public static Task LoadAsync(this IProvider provider, string model, LoadOptions? options = null) =>
        ((IModelLoader)provider).LoadAsync(model, options ?? new(), TestContext.Current.CancellationToken);

    public static Task UnloadAsync(this IProvider provider, string model) => ((IModelLoader)provider).UnloadAsync(model, TestContext.Current.CancellationToken);

    public static Task<IReadOnlyList<ModelDescription>> ListAsync(this IProvider provider) => provider.ListModelsAsync(TestContext.Current.CancellationToken);

    public static Task<IReadOnlyList<ModelFigures>> FiguresAsync(this IProvider provider) =>
        ((IServerFigures)provider).ReadFiguresAsync(TestContext.Current.CancellationToken);

    /// <summary>What is refused says what happened, why, and what to do.</summary>
    public static async Task<Problem> RefusedAsync(Func<Task> work)
    {
        var problem = (await Assert.ThrowsAsync<RequestException>(work)).Problem;
        Assert.Equal(ProblemKind.Invalid, problem.Kind);
        Assert.False(string.IsNullOrEmpty(problem.Why) || string.IsNullOrEmpty(problem.Fix));
        return problem;
    }

    public static async Task<Problem> FailsAsync(Func<Task> work) => (await Assert.ThrowsAsync<ProviderException>(work)).Problem;
}
