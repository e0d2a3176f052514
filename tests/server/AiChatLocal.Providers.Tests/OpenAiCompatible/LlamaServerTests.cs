using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Discovery;
using AiChatLocal.Providers.Tests.Support;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Tests.OpenAiCompatible;

/// <summary>Against the real llama-server with a real, tiny model; skipped visibly where there is none.</summary>
public sealed class LlamaServerTests
{
    [Fact]
    public async Task Real_model_answers_with_usage_timings_and_progress()
    {
        await using var server = await LlamaServer.StartAsync();
        using var room = new TestRoom();
        var provider = room.OpenAi(server.BaseUrl);
        var model = Assert.Single(await provider.ListModelsAsync(TestContext.Current.CancellationToken));

        var reply = await Reply.AskAsync(provider.GetChatClient(model.Id), "Once upon a time", new() { MaxOutputTokens = 8, Seed = 1, Temperature = 0 });

        Assert.Null(reply.Failure);
        Assert.Equal((ModelState.Loaded, 512, "stories260K-ctx4096"), (model.State, model.ContextLength, model.DisplayName));
        Assert.True(model.MaxContextLength > model.ContextLength);
        Assert.NotEmpty(reply.Text);
        Assert.Equal(ChatFinishReason.Length, reply.FinishReason);
        Assert.Equal(8, reply.Usage?.OutputTokenCount);
        Assert.True(reply.Timing?.TokensPerSecond > 0);
        Assert.Contains(reply.Contents<ProgressContent>(), progress => progress.Phase == ReplyPhase.ProcessingPrompt);
    }

    [Fact]
    public async Task Same_seed_gives_the_same_reply_and_stop_words_stop()
    {
        await using var server = await LlamaServer.StartAsync();
        using var room = new TestRoom();
        var client = room.OpenAi(server.BaseUrl).GetChatClient("m");
        var options = new ChatOptions { MaxOutputTokens = 40, Seed = 5, Temperature = 0 };

        // The first one computes the whole prompt, which rounds differently from what its cache gives all that follow.
        await Reply.AskAsync(client, "Once", options);
        var whole = await Reply.AskAsync(client, "Once", options);
        var again = await Reply.AskAsync(client, "Once", options);
        var word = whole.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];
        options.StopSequences = [word];
        var stopped = await Reply.AskAsync(client, "Once", options);

        Assert.Equal(whole.Text, again.Text);
        Assert.Equal(ChatFinishReason.Stop, stopped.FinishReason);
        Assert.DoesNotContain(word, stopped.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conversation_that_does_not_fit_is_refused_with_its_numbers()
    {
        await using var server = await LlamaServer.StartAsync();
        using var room = new TestRoom();

        var reply = await Reply.AskAsync(room.OpenAi(server.BaseUrl).GetChatClient("m"), string.Concat(Enumerable.Repeat("word ", 2000)));

        Assert.Equal(ProblemKind.ContextTooLong, reply.Failure?.Kind);
        Assert.Contains("512", reply.Failure?.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_frees_the_server_for_the_next_question()
    {
        await using var server = await LlamaServer.StartAsync();
        using var room = new TestRoom();
        var client = room.OpenAi(server.BaseUrl).GetChatClient("m");
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in client.GetStreamingResponseAsync([new(ChatRole.User, "Once")], null, stop.Token))
            {
                await stop.CancelAsync();
            }
        });

        // The server has one slot: this answers only when the stopped reply has left it.
        var next = await Reply.AskAsync(client, "Once", new() { MaxOutputTokens = 2 }).WaitAsync(TestRoom.Patience, TestContext.Current.CancellationToken);
        Assert.Null(next.Failure);
    }

    [Fact]
    public async Task Key_is_needed_and_accepted()
    {
        await using var server = await LlamaServer.StartAsync("--api-key", "right");
        using var room = new TestRoom();

        var without = await Reply.AskAsync(room.OpenAi(server.BaseUrl).GetChatClient("m"));
        var wrong = await room.OpenAi(server.BaseUrl, "wrong").TestAsync(null, TestContext.Current.CancellationToken);
        var right = await room.OpenAi(server.BaseUrl, "right").TestAsync(null, TestContext.Current.CancellationToken);

        Assert.Equal(ProblemKind.Unauthorized, without.Failure?.Kind);
        Assert.Equal(ProblemKind.Unauthorized, wrong.Steps[^1].Failure?.Kind);
        Assert.True(right.Ok);
        Assert.StartsWith("llama.cpp server", right.Steps.Single(step => step.Name == "identity").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tools_are_taken_and_a_forced_call_is_a_call()
    {
        await using var server = await LlamaServer.StartAsync("--jinja");
        using var room = new TestRoom();
        var options = ToolTalk.Options(ChatToolMode.RequireAny);
        options.MaxOutputTokens = 400;
        options.Temperature = 0;
        options.Seed = 1;

        var reply = await Reply.AskAsync(room.OpenAi(server.BaseUrl).GetChatClient("m"), "Weather?", options);

        // A grammar forces the form, so even this model, which knows only stories, calls the function.
        Assert.Null(reply.Failure);
        Assert.True(reply.FinishReason == ChatFinishReason.Length || reply.Contents<FunctionCallContent>().Any(call => call.Name == "weather"), reply.Text);
    }

    [Fact]
    public async Task Its_own_responses_api_is_understood()
    {
        await using var server = await LlamaServer.StartAsync("--jinja");
        using var room = new TestRoom();
        var provider = room.Kind("openai-compatible").Create(
            new("1", "openai-compatible", "n", server.BaseUrl, null, new() { Api = Core.Configuration.ChatApi.Responses }));

        var reply = await Reply.AskAsync(provider.GetChatClient("m"), "Once", new() { MaxOutputTokens = 8, Temperature = 0 });

        Assert.Null(reply.Failure);
        Assert.NotEmpty(reply.Text);
        Assert.Equal(8, reply.Usage?.OutputTokenCount);
    }

    [Fact]
    public async Task Discovery_finds_it()
    {
        await using var server = await LlamaServer.StartAsync();
        var probes = ProbeSettings.FromEnvironment(name => name == "AI_CHAT_LOCAL_PROBE" ? "none," + server.BaseUrl : null);
        using var room = new TestRoom(probes: probes with { Limit = TimeSpan.FromSeconds(10) });

        var found = Assert.Single(await room.Kind("openai-compatible").DiscoverAsync(TestContext.Current.CancellationToken));

        Assert.Equal("llama.cpp server", found.DisplayName);
        Assert.NotNull(found.Version);
        Assert.Empty(await room.Kind("ollama").DiscoverAsync(TestContext.Current.CancellationToken));
    }
}
