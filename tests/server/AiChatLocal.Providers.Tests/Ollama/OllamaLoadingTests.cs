using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Tests.Ollama;

/// <summary>Ollama sends not even its headers before the model is loaded and the first token is there.</summary>
public sealed class OllamaLoadingTests
{
    [Fact]
    public async Task Model_that_is_not_loaded_yet_is_told_while_one_waits()
    {
        var told = new TaskCompletionSource();
        await using var server = await StartAsync("""{"models":[{"name":"other:latest"}]}""", _ => told.Task);
        using var room = new TestRoom();

        var reply = await Reply.AskAsync(room.Ollama(server.BaseUrl).GetChatClient("m"), "Hi", null, () => told.TrySetResult());

        Assert.Equal(ReplyPhase.LoadingModel, Assert.Single(reply.Contents<ProgressContent>()).Phase);
        Assert.Equal("x", reply.Text);
    }

    [Fact]
    public async Task Model_that_is_loaded_is_waited_for_in_silence()
    {
        var asked = new TaskCompletionSource();
        await using var server = await StartAsync("""{"models":[{"name":"m:latest"}]}""", _ => asked.Task, asked.SetResult);
        using var room = new TestRoom();

        var reply = await Reply.AskAsync(room.Ollama(server.BaseUrl).GetChatClient("m"));

        Assert.Empty(reply.Contents<ProgressContent>());
        Assert.Equal("x", reply.Text);
    }

    [Fact]
    public async Task Leaving_while_the_model_loads_closes_the_connection()
    {
        var closed = new TaskCompletionSource();
        await using var server = await StartAsync("""{"models":[]}""", async context =>
        {
            await using var abort = context.RequestAborted.Register(closed.SetResult);
            await closed.Task;
        });
        using var room = new TestRoom();

        await foreach (var _ in room.Ollama(server.BaseUrl).GetChatClient("m")
            .GetStreamingResponseAsync([new(ChatRole.User, "Hi")], null, TestContext.Current.CancellationToken))
        {
            break;
        }

        await closed.Task.WaitAsync(TestRoom.Patience, TestContext.Current.CancellationToken);
    }

    private static Task<LoopbackServer> StartAsync(string running, Func<HttpContext, Task> beforeAnswer, Action? afterRunning = null) =>
        LoopbackServer.StartAsync(async context =>
        {
            if (context.Request.Path == "/api/ps")
            {
                await Replay.WriteAsync(context, "application/json", running);
                await context.Response.CompleteAsync();
                afterRunning?.Invoke();
                return;
            }

            await beforeAnswer(context);
            await Replay.WriteAsync(context, "application/x-ndjson", """{"message":{"content":"x"},"done":true}""");
        });
}
