using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Tests.Support;
using Microsoft.Extensions.AI;
using static AiChatLocal.Providers.Tests.Support.ManagedServer;

namespace AiChatLocal.Providers.Tests.Ollama;

/// <summary>Loading and unloading; the official client is held against the same two files.</summary>
public sealed class OllamaLoaderTests
{
    [Fact]
    public async Task Load_and_unload_are_questions_without_messages()
    {
        var asked = 0;
        await using var server = await StartAsync(route => route switch
        {
            "POST /api/chat" => Ok($$$"""{"model":"test","created_at":"x","message":{"role":"assistant","content":""},"done_reason":"{{{(++asked == 1 ? "load" : "unload")}}}","done":true,"new":1}"""),
            "GET /api/ps" => Ok(asked == 1 ? """{"models":[{"name":"test:latest"}]}""" : """{"models":[]}"""),
            _ => null,
        });
        using var room = new TestRoom();
        var provider = room.Ollama(server.BaseUrl);

        await provider.LoadAsync("test", new(8192, TimeSpan.FromMinutes(10)));
        await provider.UnloadAsync("test");

        var sent = server.Requests.Where(request => request.Method == "POST").ToArray();
        Assert.Equal(["/api/chat", "/api/chat"], sent.Select(request => request.Path));
        SharedBody.AssertSame(SharedBody.Read("ollama/load.request.json"), sent[0].Body);
        SharedBody.AssertSame(SharedBody.Read("ollama/unload.request.json"), sent[1].Body);
    }

    [Fact]
    public async Task Nothing_is_sent_that_was_not_asked_for_and_forever_is_below_zero()
    {
        await using var server = await StartAsync(_ => Ok("""{"done":true}"""));
        using var room = new TestRoom();

        await room.Ollama(server.BaseUrl).LoadAsync("m");
        await room.Ollama(server.BaseUrl).LoadAsync("m", new(KeepAlive: Timeout.InfiniteTimeSpan));

        Assert.Equal(
            ["""/api/chat {"model":"m","messages":[],"stream":false}""", """/api/chat {"model":"m","messages":[],"stream":false,"keep_alive":-1}"""], server.Asked());
    }

    [Fact]
    public async Task A_question_says_how_long_the_model_stays_only_when_it_was_asked_for()
    {
        await using var server = await StartAsync(_ => Ok("""{"message":{"content":"x"},"done":true,"done_reason":"stop"}"""));
        using var room = new TestRoom();
        var client = room.Ollama(server.BaseUrl).GetChatClient("m");

        await Reply.AskAsync(client, "Hi", new() { Temperature = 0 });
        await Reply.AskAsync(client, "Hi", new() { KeepAlive = TimeSpan.FromSeconds(90) });

        Assert.DoesNotContain("keep_alive", server.Requests[0].Body, StringComparison.Ordinal);
        Assert.Contains("\"keep_alive\":90", server.Requests[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_that_makes_vectors_is_loaded_by_an_empty_text()
    {
        await using var server = await StartAsync(route => route == "POST /api/chat"
            ? (400, """{"error":"\"nomic\" does not support chat"}""")
            : Ok("""{"model":"nomic","embeddings":[]}"""));
        using var room = new TestRoom();

        await room.Ollama(server.BaseUrl).LoadAsync("nomic", new(2048));

        Assert.Equal("""/api/embed {"model":"nomic","input":"","options":{"num_ctx":2048}}""", server.Asked().Last());
    }

    [Theory]
    [InlineData(401, """{"error":"unauthorized"}""", ProblemKind.Unauthorized)]
    [InlineData(404, """{"error":"model 'm' not found"}""", ProblemKind.ModelNotFound)]
    [InlineData(500, """{"error":"model requires more system memory (5.6 GiB) than is available (3.9 GiB)"}""", ProblemKind.ServerError)]
    [InlineData(503, """{"error":"server busy, please try again. maximum pending requests exceeded"}""", ProblemKind.Busy)]
    [InlineData(200, "<html><title>Sign in</title></html>", ProblemKind.UnexpectedAnswer)]
    [InlineData(200, """{"error":"llama runner process has terminated"}""", ProblemKind.ServerError)]
    public async Task Refusals_are_told_by_their_kind(int status, string body, string kind)
    {
        await using var server = await StartAsync(_ => (status, body));
        using var room = new TestRoom();

        Assert.Equal(kind, (await FailsAsync(() => room.Ollama(server.BaseUrl).LoadAsync("m"))).Kind);
    }

    [Fact]
    public async Task Model_that_is_not_loaded_is_not_unloaded_and_an_adapters_path_is_refused()
    {
        await using var server = await StartAsync(_ => Ok("""{"models":[{"name":"other:latest"}]}"""));
        using var room = new TestRoom();
        var provider = room.Ollama(server.BaseUrl);

        Assert.Equal("m is not loaded.", (await RefusedAsync(() => provider.UnloadAsync("m"))).What);
        await RefusedAsync(() => provider.LoadAsync("m", new(Path: "/lora")));
        Assert.Empty(server.Asked());
    }

    [Fact]
    public async Task Unloading_waits_until_the_model_has_left_and_no_longer_than_ten_seconds()
    {
        var looks = 0;
        await using var server = await StartAsync(route => Ok(route == "GET /api/ps" && ++looks < 5 ? """{"models":[{"name":"m:latest"}]}""" : "{}"));
        await using var busy = await StartAsync(_ => Ok("""{"models":[{"name":"m:latest"}]}"""));
        using var room = new TestRoom(time: new LeapingTime());

        await room.Ollama(server.BaseUrl).UnloadAsync("m");
        var problem = await FailsAsync(() => room.Ollama(busy.BaseUrl).UnloadAsync("m"));

        Assert.Equal(5, looks);
        Assert.Equal((ProblemKind.Busy, true), (problem.Kind, problem.Retryable));
    }

    [Fact]
    public async Task Cancelling_a_load_closes_the_connection()
    {
        var came = new TaskCompletionSource();
        var closed = new TaskCompletionSource();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            await using var abort = context.RequestAborted.Register(closed.SetResult);
            came.SetResult();
            await closed.Task;
        });
        using var room = new TestRoom();
        using var stop = new CancellationTokenSource();

        var loading = ((IModelLoader)room.Ollama(server.BaseUrl)).LoadAsync("m", new(), stop.Token);
        await came.Task.WaitAsync(TestRoom.Patience, TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loading);
        await closed.Task.WaitAsync(TestRoom.Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Models_tell_their_memory_and_when_they_leave()
    {
        await using var server = await StartAsync(route => route switch
        {
            "GET /api/tags" => Ok("""{"models":[{"name":"a:latest","digest":"1"},{"name":"b:latest","digest":"2"},{"name":"c:cloud","digest":"3","remote_host":"https://ollama.com:443"},{"name":"d:latest","digest":"4"}]}"""),
            "GET /api/ps" => Ok("""
                {"models":[{"name":"a:latest","size":6000,"size_vram":4000,"context_length":8192,"expires_at":"2026-11-25T13:00:00+01:00"},
                           {"name":"b:latest","size":5,"size_vram":0,"expires_at":"2318-03-07T10:00:00Z"}]}
                """),
            "POST /api/show" => Ok("""{"model_info":{"general.architecture":"x","x.context_length":40960}}"""),
            _ => null,
        });
        using var room = new TestRoom();

        var models = await room.Ollama(server.BaseUrl).ListAsync();

        Assert.Equal((6000, 4000, 8192, 40960), (models[0].MemoryBytes, models[0].GpuMemoryBytes, models[0].ContextLength, models[0].MaxContextLength));
        Assert.Equal(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero), models[0].UnloadsAt);
        Assert.Equal((5L, 0L, null), (models[1].MemoryBytes, models[1].GpuMemoryBytes, models[1].UnloadsAt));
        Assert.Equal([(false, true), (false, true), (false, false), (true, false)], models.Select(model => (model.CanLoad, model.CanUnload)));
        Assert.Contains("ollama.com", models[2].LoadingNote, StringComparison.Ordinal);
        Assert.Null(models[3].MemoryBytes);
    }
}
