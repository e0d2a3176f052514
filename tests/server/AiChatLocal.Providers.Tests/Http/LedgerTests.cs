using AiChatLocal.Core;
using AiChatLocal.Core.Privacy;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace AiChatLocal.Providers.Tests.Http;

public sealed class LedgerTests
{
    private const string Key = "sk-very-secret";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_is_told_when_it_begins_and_when_it_ends_with_its_bytes_and_nothing_of_its_content()
    {
        await using var server = await LoopbackServer.StartAsync(async context => await context.Response.WriteAsync("""{"answer":1}""", Token));
        var border = new Border(server.BaseUrl);
        using var http = new HttpRoom(border.Options);
        EgressScope.Enter(EgressPurpose.Chat);
        var call = HttpCall.Post(new("Work", new("http://models.example:81/base"), new(Key), $""), "/private/path?query=1", "{\"question\":1}"u8.ToArray());

        using (var answer = await http.SendAsync(call, Token))
        {
            Assert.Equal(EgressOutcome.Open, Assert.Single(border.Recorded).Outcome);
            await answer.ReadAllAsync(Token);
        }

        var entry = Assert.Single(border.Ended);
        Assert.Equal(border.Recorded[0].Id, entry.Id);
        Assert.Equal(("http", "models.example", 81, false), (entry.Scheme, entry.Host, entry.Port, entry.IsLoopback));
        Assert.Equal((EgressPurpose.Chat, "Work", 14L, 12L), (entry.Purpose, entry.Provider, entry.BytesSent, entry.BytesReceived));
        Assert.Equal((EgressOutcome.Ok, 200), (entry.Outcome, entry.Status));
        Assert.All(["private", "query", "question", "base", Key], word => Assert.DoesNotContain(word, entry.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refusing_status_a_failure_and_a_stop_are_told_apart()
    {
        var asked = new TaskCompletionSource();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            if (context.Request.Path == "/hang")
            {
                asked.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            }

            context.Response.StatusCode = 404;
        });
        var border = new Border();
        using var http = new HttpRoom(border.Options);
        var place = new HttpServer("Here", server.BaseUrl, null, $"");
        (await http.SendAsync(HttpCall.Get(place, "/none"), Token)).Dispose();
        await Assert.ThrowsAsync<ProviderException>(() => http.SendAsync(HttpCall.Get(new("Silent", TestRoom.Silent(), null, $""), "/"), Token));
        using var stop = new CancellationTokenSource();
        var hanging = http.SendAsync(HttpCall.Post(place, "/hang", new byte[3]), stop.Token);
        await asked.Task;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);

        Assert.Equal(
            [(EgressOutcome.ErrorStatus, 404, 0L), (EgressOutcome.Failed, null, 0L), (EgressOutcome.Cancelled, null, 3L)],
            border.Ended.Select(entry => (entry.Outcome, entry.Status, entry.BytesSent)));
        Assert.All(border.Ended, entry => Assert.True(entry.IsLoopback));
    }
}
