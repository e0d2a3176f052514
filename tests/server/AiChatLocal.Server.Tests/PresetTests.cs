using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Chat;
using AiChatLocal.Protocol.Presets;
using AiChatLocal.Protocol.Providers;
using AiChatLocal.Providers.Tests.Support;
using AiChatLocal.Server.Tests.Support;

namespace AiChatLocal.Server.Tests;

/// <summary>Named ways of asking, and which one a question goes by.</summary>
public sealed class PresetTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_model_is_asked_as_its_preset_says_and_the_question_goes_before_it()
    {
        await using var server = await ModelServer.StartAsync("ok");
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        await SaveAsync(client, new("Precise", SystemPrompt: "Be exact.", Options: new(Temperature: 0.1, MaxTokens: 50), Models: [ModelServer.Model]));
        var chatId = await client.CreateChatAsync();

        await client.SendAsync(chatId, "One");
        await client.AskAsync<ChatSendParams, ChatReplyResult>(new(chatId, "r2", "Two", ModelServer.Model, Options: new(Temperature: 0.9)));

        Assert.Contains("Be exact.", server.Requests[0].Body, StringComparison.Ordinal);
        Assert.EndsWith("\"temperature\":0.1,\"max_tokens\":50}", server.Requests[0].Body, StringComparison.Ordinal);
        Assert.EndsWith("\"temperature\":0.9,\"max_tokens\":50}", server.Requests[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preset_can_be_named_for_one_question_and_a_chats_own_system_prompt_stays()
    {
        await using var server = await ModelServer.StartAsync("ok");
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        await SaveAsync(client, new("Wild", SystemPrompt: "Be wild.", Options: new(Temperature: 1.5)));
        var chatId = await client.CreateChatAsync("Be polite.");

        await client.AskAsync<ChatSendParams, ChatReplyResult>(new(chatId, "r1", "Hi", ModelServer.Model, Preset: "wild"));
        var error = await client.FailAsync<ChatSendParams, ChatReplyResult>(new(chatId, "r2", "Hi", ModelServer.Model, Preset: "absent"));

        var body = Assert.Single(server.Requests).Body;
        Assert.Contains("\"temperature\":1.5", body, StringComparison.Ordinal);
        Assert.Contains("Be polite.", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Be wild.", body, StringComparison.Ordinal);
        Assert.Equal("notFound", error.ErrorData?.Kind);
    }

    [Fact]
    public async Task Presets_are_kept_listed_renamed_and_removed_and_a_model_is_in_one_at_most()
    {
        await using (var client = await Client.StartAsync(_directory.Path))
        {
            await SaveAsync(client, new("B", Options: new(Stop: ["END"], Thinking: ThinkingLevel.Low), Models: ["fake/one", "fake/two"]));
            await SaveAsync(client, new("a", SystemPrompt: "  ", Models: ["fake/two"]));
            await SaveAsync(client, new("C", Before: "a", Models: ["fake/two"]));
        }

        await using var second = await Client.StartAsync(_directory.Path);
        var presets = await ListAsync(second);
        Assert.Equal(["B", "C"], presets.Select(preset => preset.Name));
        Assert.Equal("fake/one", Assert.Single(presets[0].Models));
        Assert.Equal(ThinkingLevel.Low, presets[0].Options!.Thinking);
        Assert.Equal(["END"], presets[0].Options!.Stop);
        Assert.Equal("fake/two", Assert.Single(presets[1].Models));
        Assert.Equal((null, null), (presets[1].SystemPrompt, presets[1].Options));

        await second.AskAsync<PresetsRemoveParams, EmptyResult>(new("b"));
        Assert.Equal("C", Assert.Single(await ListAsync(second)).Name);
    }

    [Theory]
    [InlineData("", null, "invalid")]
    [InlineData(" x", null, "invalid")]
    [InlineData("TAKEN", "other", "conflict")]
    [InlineData("new", "absent", "notFound")]
    public async Task What_cannot_be_saved_is_refused_and_changes_nothing(string name, string? before, string kind)
    {
        await using var client = await Client.StartAsync(_directory.Path);
        await SaveAsync(client, new("taken"));
        await SaveAsync(client, new("other"));

        var error = await client.FailAsync<PresetsSaveParams, EmptyResult>(new(name, before));

        Assert.Equal(kind, error.ErrorData?.Kind);
        Assert.Equal(["other", "taken"], (await ListAsync(client)).Select(preset => preset.Name));
    }

    [Fact]
    public async Task Presets_follow_the_new_name_of_a_provider()
    {
        await using var server = await ModelServer.StartAsync("ok");
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        await SaveAsync(client, new("Precise", Models: [ModelServer.Model, "else/x"]));
        var provider = (await client.AskAsync<ProvidersListParams, ProvidersListResult>(new())).Providers.Single(each => each.Name == "fake");

        await client.AskAsync<ProvidersUpdateParams, EmptyResult>(new(provider.ProviderId, "renamed", server.Url()));

        Assert.Equal(["renamed/small", "else/x"], Assert.Single(await ListAsync(client)).Models);
    }

    private static Task<EmptyResult> SaveAsync(Client client, PresetsSaveParams preset) => client.AskAsync<PresetsSaveParams, EmptyResult>(preset);

    private static async Task<IReadOnlyList<Preset>> ListAsync(Client client) =>
        (await client.AskAsync<PresetsListParams, PresetsListResult>(new())).Presets;
}
