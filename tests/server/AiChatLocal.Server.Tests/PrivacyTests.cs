using AiChatLocal.Protocol.Models;
using AiChatLocal.Protocol.Privacy;
using AiChatLocal.Protocol.Providers;
using AiChatLocal.Server.Tests.Support;

namespace AiChatLocal.Server.Tests;

public sealed class PrivacyTests : IDisposable
{
    private const string Outside = "https://203.0.113.1/v1";
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Local_only_is_off_at_first_and_stays_as_it_was_turned()
    {
        await using (var client = await Client.StartAsync(_directory.Path, Outside))
        {
            Assert.False((await GetAsync(client)).LocalOnly);
            Assert.Equal(["fake"], (await TurnAsync(client, on: true)).OutsideProviders);
        }

        await using var next = await Client.StartAsync(_directory.Path);
        Assert.True((await GetAsync(next)).LocalOnly);
    }

    [Fact]
    public async Task A_turn_is_told_once_to_every_process()
    {
        await using var one = await Client.StartAsync(_directory.Path);
        await using var two = await Client.StartAsync(_directory.Path);
        // Watching begins behind `initialize`: until it has, a turn is not seen as one.
        for (var on = true; !two.Turned.TryPeek(out _); on = !on)
        {
            await TurnAsync(one, on);
            await Task.WhenAny(two.Turned.WaitToReadAsync(TestContext.Current.CancellationToken).AsTask(), Task.Delay(1500, TestContext.Current.CancellationToken));
        }

        var now = (await GetAsync(one)).LocalOnly;
        await TurnAsync(one, !now);
        await TurnAsync(one, !now);
        Assert.Equal(!now, await LastAsync(two, !now));
        Assert.Equal(!now, await LastAsync(one, !now));
        Assert.False(one.Turned.TryPeek(out _));
    }

    [Fact]
    public async Task A_refused_provider_says_why_and_the_others_are_listed()
    {
        await using var server = await ModelServer.StartAsync("Hello");
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        await client.AskAsync<ProvidersAddParams, ProvidersAddResult>(new("openai-compatible", "work", Outside));
        await TurnAsync(client, on: true);

        var listed = await client.AskAsync<ModelsListParams, ModelsListResult>(new());
        var problem = listed.Problems.Single(each => each.Provider == "work");

        Assert.Equal("localOnly", problem.Error.Kind);
        Assert.Contains("203.0.113.1", problem.Message, StringComparison.Ordinal);
        await client.SendAsync(await client.CreateChatAsync(), "Hi");
        Assert.Equal("Hello", client.Text);
    }

    [Fact]
    public async Task The_ledger_names_the_act_behind_each_request()
    {
        await using var server = await ModelServer.StartAsync("Hello");
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var id = (await client.AskAsync<ProvidersListParams, ProvidersListResult>(new())).Providers.Single(each => each.Name == "fake").ProviderId;
        await client.SendAsync(await client.CreateChatAsync(), "Hi");
        await client.AskAsync<ModelsListParams, ModelsListResult>(new(id));
        await client.AskAsync<ProvidersTestParams, ProvidersTestResult>(new(id));

        var entries = (await LedgerAsync(client)).Entries;

        Assert.Equal([LedgerPurpose.Test, LedgerPurpose.Models, LedgerPurpose.Chat], entries.Select(entry => entry.Purpose).Distinct());
        var chat = entries[^1];
        Assert.Equal((LedgerOutcome.Ok, "fake", true, server.BaseUrl.Port), (chat.Outcome, chat.Provider, chat.IsLoopback, chat.Port));
        Assert.True(chat.BytesSent > 0 && chat.BytesReceived > 0);
        Assert.Empty((await LedgerAsync(client, onlyOutside: true)).Entries);
        var page = await client.AskAsync<PrivacyLedgerParams, PrivacyLedgerResult>(new(Limit: 1, Before: entries[0].EntryId));
        Assert.Equal(entries[1], Assert.Single(page.Entries));
        Assert.True(page.HasMore);
    }

    [Fact]
    public async Task The_command_line_turns_it_and_shows_the_ledger()
    {
        var turned = await CommandLineProcess.RunAsync(_directory.Path, "", "privacy", "local-only", "on", "--json");
        Assert.Equal("""{"localOnly":true,"outsideProviders":[]}""", turned.Output.Trim());
        await CommandLineProcess.RunAsync(_directory.Path, "", "providers", "add", "openai-compatible", "work", "--url", Outside);
        var test = await CommandLineProcess.RunAsync(_directory.Path, "", "providers", "test", "work");
        Assert.Contains("Nothing was sent to 203.0.113.1", test.Output, StringComparison.Ordinal);

        var status = await CommandLineProcess.RunAsync(_directory.Path, "", "privacy");
        Assert.Contains("Local only is on. Outside of this machine: work.", status.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing has left this machine.", status.Output, StringComparison.Ordinal);
        var ledger = await CommandLineProcess.RunAsync(_directory.Path, "", "privacy", "ledger");
        Assert.Contains("refused by Local only", ledger.Output, StringComparison.Ordinal);
        var wrong = await CommandLineProcess.RunAsync(_directory.Path, "", "privacy", "local-only", "maybe");
        Assert.Equal(2, wrong.ExitCode);
    }

    private static Task<PrivacyStatus> GetAsync(Client client) => client.AskAsync<PrivacyGetParams, PrivacyStatus>(new());

    private static Task<PrivacyStatus> TurnAsync(Client client, bool on) => client.AskAsync<PrivacySetParams, PrivacyStatus>(new(on));

    private static Task<PrivacyLedgerResult> LedgerAsync(Client client, bool onlyOutside = false) =>
        client.AskAsync<PrivacyLedgerParams, PrivacyLedgerResult>(new(OnlyOutside: onlyOutside));

    /// <summary>Reads on until the turn that is waited for.</summary>
    private static async Task<bool> LastAsync(Client client, bool wanted)
    {
        bool last;
        do
        {
            last = await client.Turned.ReadAsync(TestContext.Current.CancellationToken).AsTask().Time();
        }
        while (last != wanted || client.Turned.TryPeek(out _));
        return last;
    }
}
