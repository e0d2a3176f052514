using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Tests.Support;
using static AiChatLocal.Providers.Tests.Support.ManagedServer;

namespace AiChatLocal.Providers.Tests.OpenAiCompatible.Servers;

/// <summary>Against the real llama-server; skipped visibly where there is none.</summary>
public sealed class LlamaRouterTests
{
    [Fact]
    public async Task Real_router_loads_answers_tells_figures_and_unloads()
    {
        await using var server = await LlamaServer.StartRouterAsync("--metrics", "--slots");
        using var room = new TestRoom();
        var provider = room.OpenAi(server.BaseUrl);
        var model = Assert.Single(await provider.ListAsync());
        Assert.Equal((ModelState.Available, true, false), (model.State, model.CanLoad, model.CanUnload));
        Assert.Empty(await provider.FiguresAsync());

        await provider.LoadAsync(model.Id);

        var loaded = Assert.Single(await provider.ListAsync());
        Assert.Equal((ModelState.Loaded, false, true, 512, 4096), (loaded.State, loaded.CanLoad, loaded.CanUnload, loaded.ContextLength, loaded.MaxContextLength));
        Assert.Null((await Reply.AskAsync(provider.GetChatClient(model.Id), "Once", new() { MaxOutputTokens = 4 })).Failure);
        var figures = Assert.Single(await provider.FiguresAsync());
        Assert.Equal((model.Id, 4), (figures.Model, figures.GenerationTokens));

        await provider.UnloadAsync(model.Id);

        Assert.Equal(ModelState.Available, Assert.Single(await provider.ListAsync()).State);
        Assert.Equal(ProblemKind.ModelNotFound, (await FailsAsync(() => provider.LoadAsync("absent"))).Kind);
    }

    [Fact]
    public async Task Real_server_of_one_model_tells_its_figures_and_slots_and_loads_nothing()
    {
        await using var server = await LlamaServer.StartAsync("--metrics", "--slots");
        using var room = new TestRoom();
        var provider = room.OpenAi(server.BaseUrl);
        Assert.Null((await Reply.AskAsync(provider.GetChatClient("m"), "Once upon a time", new() { MaxOutputTokens = 8 })).Failure);

        var figures = Assert.Single(await provider.FiguresAsync());

        Assert.Equal((0, 0, 8), (figures.RequestsRunning, figures.RequestsWaiting, figures.GenerationTokens));
        Assert.True(figures.PromptTokens > 0);
        Assert.True(figures.GenerationTokensPerSecond > 0);
        Assert.Equal((0, false, 512), figures.Slots is [var slot] ? (slot.Id, slot.IsBusy, slot.ContextLength) : default);
        await RefusedAsync(() => provider.UnloadAsync("m"));
    }

    [Fact]
    public async Task Real_server_without_figures_says_how_to_start_it()
    {
        await using var server = await LlamaServer.StartAsync("--no-slots");
        using var room = new TestRoom();

        var problem = await RefusedAsync(() => room.OpenAi(server.BaseUrl).FiguresAsync());

        Assert.Contains("--metrics", problem.Fix, StringComparison.Ordinal);
    }
}
