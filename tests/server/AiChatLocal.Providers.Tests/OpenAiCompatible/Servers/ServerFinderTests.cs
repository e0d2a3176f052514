using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Tests.Support;
using static AiChatLocal.Providers.Tests.Support.ManagedServer;

namespace AiChatLocal.Providers.Tests.OpenAiCompatible.Servers;

public sealed class ServerFinderTests
{
    [Fact]
    public async Task Unknown_server_is_asked_once_what_it_is_and_refuses_with_the_reason()
    {
        await using var server = await StartAsync(route => route == "GET /v1/models" ? Ok("""{"data":[{"id":"m"}]}""") : null);
        using var room = new TestRoom();
        var provider = room.OpenAi(server.BaseUrl);

        var model = Assert.Single(await provider.ListAsync());
        var asked = server.Requests.Count;
        await provider.ListAsync();

        Assert.Equal(asked + 1, server.Requests.Count);
        Assert.Equal((false, false), (model.CanLoad, model.CanUnload));
        Assert.Equal(model.LoadingNote, (await RefusedAsync(() => provider.LoadAsync("m"))).Why);
        await RefusedAsync(() => provider.UnloadAsync("m"));
        await RefusedAsync(() => provider.FiguresAsync());
    }

    [Fact]
    public async Task Another_server_at_the_same_port_is_found_when_something_is_to_be_done()
    {
        var textgen = false;
        await using var server = await StartAsync(route => (route, textgen) switch
        {
            ("GET /v1/models", _) => Ok("""{"data":[]}"""),
            ("GET /v1/internal/model/info", true) => Ok("""{"model_name":"m"}"""),
            ("POST /v1/internal/model/load", true) => Ok("\"OK\""),
            _ => null,
        });
        using var room = new TestRoom();
        var provider = room.OpenAi(server.BaseUrl);
        Assert.Empty(await provider.ListAsync());

        textgen = true;
        await provider.LoadAsync("m");

        Assert.Equal(ModelState.Loaded, Assert.Single(await provider.ListAsync()).State);
    }

    [Fact]
    public async Task Server_that_was_too_busy_to_say_what_it_is_is_asked_again()
    {
        var busy = true;
        await using var server = await StartAsync(route => (route, busy) switch
        {
            ("GET /v1/models", _) => Ok("""{"data":[{"id":"m"}]}"""),
            (_, true) => (503, """{"error":{"message":"Loading model"}}"""),
            ("GET /v1/internal/model/info", _) => Ok("""{"model_name":"m"}"""),
            _ => null,
        });
        using var room = new TestRoom();
        var provider = room.OpenAi(server.BaseUrl);
        Assert.Equal(ModelState.Available, Assert.Single(await provider.ListAsync()).State);

        busy = false;

        Assert.Equal(ModelState.Loaded, Assert.Single(await provider.ListAsync()).State);
    }

    [Fact]
    public async Task Vendor_is_not_asked_for_what_it_has_not()
    {
        await using var server = await StartAsync(_ => Ok("""{"data":[{"id":"m"}]}"""));
        using var room = new TestRoom();
        var provider = room.Provider("openai", server.BaseUrl, "k");

        await RefusedAsync(() => provider.LoadAsync("m"));
        await RefusedAsync(() => provider.UnloadAsync("m"));
        await RefusedAsync(() => provider.FiguresAsync());
        Assert.Empty(server.Requests);

        Assert.NotNull(Assert.Single(await provider.ListAsync()).LoadingNote);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Ollama_over_its_other_api_says_which_kind_can_do_it()
    {
        await using var server = await StartAsync(route => route switch
        {
            "GET /v1/models" => Ok("""{"data":[{"id":"m","owned_by":"library"}]}"""),
            "GET /api/version" => Ok("""{"version":"0.33.0"}"""),
            _ => null,
        });
        using var room = new TestRoom();

        Assert.Contains("kind ollama", (await RefusedAsync(() => room.OpenAi(server.BaseUrl).LoadAsync("m"))).Why, StringComparison.Ordinal);
    }
}
