using System.Text.Json;
using AiChatLocal.Providers.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace AiChatLocal.Server.Tests.Support;

/// <summary>Speaks as an OpenAI-compatible server does, in the pieces that a test says.</summary>
internal static class ModelServer
{
    public const string Model = "fake/small";

    /// <summary>Answers each question with <paramref name="reply"/>; other paths do not exist.</summary>
    public static Task<LoopbackServer> StartAsync(RequestDelegate reply) => LoopbackServer.StartAsync(async context =>
    {
        if (context.Request.Path != "/v1/chat/completions")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = "text/event-stream";
        await reply(context);
    });

    /// <summary>Answers with these pieces of text, and ends.</summary>
    public static Task<LoopbackServer> StartAsync(params string[] pieces) => StartAsync(async context =>
    {
        foreach (var piece in pieces)
        {
            await context.SayAsync(piece);
        }

        await context.EndAsync();
    });

    public static string Url(this LoopbackServer server) => new Uri(server.BaseUrl, "v1").ToString();

    public static Task SayAsync(this HttpContext context, string text) =>
        context.SendAsync($$$"""{"choices":[{"index":0,"delta":{"content":{{{Quote(text)}}} }}]}""");

    public static Task ThinkAsync(this HttpContext context, string text) =>
        context.SendAsync($$$"""{"choices":[{"index":0,"delta":{"reasoning_content":{{{Quote(text)}}} }}]}""");

    public static async Task EndAsync(this HttpContext context, string reason = "stop")
    {
        await context.SendAsync($$$"""{"choices":[{"index":0,"delta":{},"finish_reason":"{{{reason}}}"}]}""");
        await context.SendAsync("""{"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3}}""");
        await context.SendAsync("[DONE]");
    }

    /// <summary>Says no more until the client hangs up.</summary>
    public static async Task HoldAsync(this HttpContext context)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    private static async Task SendAsync(this HttpContext context, string data)
    {
        await context.Response.WriteAsync($"data: {data}\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text);
}
