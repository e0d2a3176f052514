using System.Net;
using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace AiChatLocal.Providers.Tests.Http;

/// <summary>What the user set for the connections of all providers and of one: the silence limit and the proxy.</summary>
public sealed class RouteTests
{
    [Theory]
    [InlineData(60, null, 60)]
    [InlineData(null, 30, 30)]
    [InlineData(60, 30, 30)]
    public async Task A_server_that_goes_silent_is_given_up_after_the_limit_that_is_set(int? all, int? own, int expected)
    {
        var time = new FakeTimeProvider();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await LoopbackServer.StartAsync(async _ =>
        {
            asked.SetResult();
            await release.Task;
        });
        using var room = new TestRoom(new Border { Network = new(null, Seconds(all)) }.Options with { Time = time });

        var listing = Provider(room, server.BaseUrl, new(SilenceLimit: Seconds(own))).ListModelsAsync(TestContext.Current.CancellationToken);
        await asked.Task.WaitAsync(TestRoom.Patience, TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(expected - 1));
        Assert.False(listing.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(2));

        var failure = (await Assert.ThrowsAsync<ProviderException>(() => listing.WaitAsync(TestRoom.Patience, TestContext.Current.CancellationToken))).Problem;
        Assert.Contains($"sent nothing for {expected} s", failure.What, StringComparison.Ordinal);
        Assert.Contains("--silence-limit", failure.Fix, StringComparison.Ordinal);
        release.SetResult();
    }

    [Fact]
    public async Task A_provider_may_be_as_silent_as_it_likes_whatever_holds_for_all()
    {
        var time = new FakeTimeProvider();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            asked.TrySetResult();
            await release.Task;
            await Replay.WriteAsync(context, "application/json", """{"data":[{"id":"m"}]}""");
        });
        using var room = new TestRoom(new Border { Network = new(null, Seconds(60)) }.Options with { Time = time });

        var listing = Provider(room, server.BaseUrl, new(SilenceLimit: TimeSpan.Zero)).ListModelsAsync(TestContext.Current.CancellationToken);
        await asked.Task.WaitAsync(TestRoom.Patience, TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromMinutes(10));
        release.SetResult();

        Assert.Single(await listing.WaitAsync(TestRoom.Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_test_of_a_provider_tells_the_limit()
    {
        await using var server = await LoopbackServer.StartAsync(new Dictionary<string, string> { ["/v1/models"] = """{"data":[{"id":"m"}]}""" });
        using var room = new TestRoom(new Border { Network = new(null, Seconds(60)) }.Options);

        var report = await Provider(room, server.BaseUrl, new(SilenceLimit: Seconds(45))).TestAsync(false, TestContext.Current.CancellationToken);

        Assert.Contains("given up when nothing comes for 45 s.", report.Message("name"), StringComparison.Ordinal);
    }

    /// <summary>The system's proxy is at 203.0.113.1.</summary>
    [Theory]
    [InlineData("system", "203.0.113.1:3128")]
    [InlineData("none", "models.example:80")]
    [InlineData("own", "203.0.113.2:8888")]
    public async Task A_proxy_is_used_as_the_provider_says(string choice, string place)
    {
        await using var server = await LoopbackServer.StartAsync(new Dictionary<string, string> { ["/v1/models"] = """{"data":[{"id":"m"}]}""" });
        var border = new Border(server.BaseUrl);
        using var room = new TestRoom(border.Options with { Proxy = new WebProxy("http://203.0.113.1:3128") });
        var proxy = choice switch
        {
            "system" => null,
            "none" => new ProxyChoice(null),
            _ => new ProxyChoice(new("http://203.0.113.2:8888")),
        };
        var provider = Provider(room, new("http://models.example/v1"), new(Proxy: proxy));

        Assert.Single(await provider.ListModelsAsync(TestContext.Current.CancellationToken));
        Assert.Equal(place, Assert.Single(border.Attempts.Distinct()));

        var report = await provider.TestAsync(false, TestContext.Current.CancellationToken);
        Assert.Equal(choice != "none", report.Message("name").StartsWith($"The proxy http://{place}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_proxy_that_asks_for_a_user_gets_the_one_that_is_set_and_its_password_is_told_nowhere()
    {
        const string Password = "hunter2-secret";
        var expected = "Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("me:" + Password));
        await using var proxy = await LoopbackServer.StartAsync(context =>
        {
            if (context.Request.Headers["Proxy-Authorization"] == expected)
            {
                return Replay.WriteAsync(context, "application/json", """{"data":[{"id":"m"}]}""");
            }

            context.Response.StatusCode = 407;
            context.Response.Headers["Proxy-Authenticate"] = "Basic realm=\"company\"";
            return Replay.WriteAsync(context, "text/plain", "me:" + Password + " is not known here");
        });
        using var room = new TestRoom(new Border(proxy.BaseUrl).Options);
        var address = new Uri("http://203.0.113.2:8888");
        var url = new Uri("http://models.example/v1");

        Assert.Single(await Provider(room, url, new(Proxy: new(address, "me", new(Password)))).ListModelsAsync(TestContext.Current.CancellationToken));
        var without = await FailAsync(new(address));
        var unset = await FailAsync(new(address, "me", Secret.FromVariable("NO_SUCH_VARIABLE_HERE", _ => null)));

        Assert.Contains("--proxy-user", without.Fix, StringComparison.Ordinal);
        Assert.Contains("NO_SUCH_VARIABLE_HERE, which is not set", unset.Why, StringComparison.Ordinal);
        var wrong = await FailAsync(new(address, "me", new(Password + "!")));
        Assert.DoesNotContain(Password + "!", wrong.ToString(), StringComparison.Ordinal);

        async Task<Problem> FailAsync(ProxyChoice choice) => (await Assert.ThrowsAsync<ProviderException>(
            () => Provider(room, url, new(Proxy: choice)).ListModelsAsync(TestContext.Current.CancellationToken))).Problem;
    }

    private static TimeSpan? Seconds(int? seconds) => seconds is { } number ? TimeSpan.FromSeconds(number) : null;

    private static IProvider Provider(TestRoom room, Uri url, RouteSettings route) =>
        room.Kind("openai-compatible").Create(new("p1", "openai-compatible", "Test server", url, Route: route));
}
