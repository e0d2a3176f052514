using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Chat;
using AiChatLocal.Protocol.Models;
using AiChatLocal.Protocol.Providers;
using AiChatLocal.Server.Tests.Support;

namespace AiChatLocal.Server.Tests;

/// <summary>Providers that are turned off, and their order.</summary>
public sealed class ArrangedProvidersTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_provider_that_is_off_is_asked_for_nothing_and_comes_back_with_its_key()
    {
        await using var server = await ModelServer.StartAsync("ok");
        await using var client = await Client.StartAsync(_directory.Path);
        var id = (await client.AskAsync<ProvidersAddParams, ProvidersAddResult>(
            new("openai-compatible", "fake", server.Url(), ApiKey: "sk-secret"))).ProviderId;
        await client.AskAsync<ProvidersSetEnabledParams, EmptyResult>(new(id, Enabled: false));

        Assert.DoesNotContain((await client.AskAsync<ModelsListParams, ModelsListResult>(new())).Models, model => model.Provider == "fake");
        var chatId = await client.CreateChatAsync();
        var error = await client.FailAsync<ChatSendParams, ChatReplyResult>(new(chatId, "r1", "Hi", ModelServer.Model));
        Assert.Equal("The provider fake is turned off.", error.Message);
        Assert.Empty(server.Requests);

        // Other changes do not turn it on.
        await client.AskAsync<ProvidersUpdateParams, EmptyResult>(new(id, "fake", server.Url()));
        Assert.False((await ListAsync(client)).Single(each => each.Name == "fake").Enabled);

        await client.AskAsync<ProvidersSetEnabledParams, EmptyResult>(new(id, Enabled: true));
        await client.SendAsync(chatId, "Hi");
        Assert.Equal("Bearer sk-secret", Assert.Single(server.Requests).Headers["Authorization"]);
    }

    [Fact]
    public async Task Providers_are_listed_in_the_order_that_was_set_the_embedded_one_first()
    {
        await using (var client = await Client.StartAsync(_directory.Path))
        {
            List<string> ids = [];
            foreach (var name in (string[])["one", "two", "three"])
            {
                ids.Add((await client.AskAsync<ProvidersAddParams, ProvidersAddResult>(new("openai-compatible", name, "http://127.0.0.1:9/v1"))).ProviderId);
            }

            await client.AskAsync<ProvidersReorderParams, EmptyResult>(new([ids[2], "embedded", ids[2]]));
            var error = await client.FailAsync<ProvidersReorderParams, EmptyResult>(new(["absent"]));
            Assert.Equal("notFound", error.ErrorData?.Kind);
        }

        await using var second = await Client.StartAsync(_directory.Path);
        Assert.Equal(["embedded", "three", "one", "two"], (await ListAsync(second)).Select(each => each.Name));
    }

    [Fact]
    public async Task The_embedded_engine_cannot_be_turned_off()
    {
        await using var client = await Client.StartAsync(_directory.Path);
        var error = await client.FailAsync<ProvidersSetEnabledParams, EmptyResult>(new("embedded", Enabled: false));
        Assert.Equal("invalid", error.ErrorData?.Kind);
    }

    private static async Task<IReadOnlyList<ProviderInfo>> ListAsync(Client client) =>
        (await client.AskAsync<ProvidersListParams, ProvidersListResult>(new())).Providers;
}
