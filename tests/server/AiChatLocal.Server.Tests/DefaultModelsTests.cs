using AiChatLocal.Core;
using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Chat;
using AiChatLocal.Protocol.Models;
using AiChatLocal.Protocol.Providers;
using AiChatLocal.Providers.Tests.Support;
using AiChatLocal.Server.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace AiChatLocal.Server.Tests;

/// <summary>The models that are taken for chats, quick edits and vectors when none is named.</summary>
public sealed class DefaultModelsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Each_use_has_a_model_of_its_own_and_goes_back_to_what_is_taken_without_a_choice()
    {
        await using var server = await StartAsync();
        await using var client = await Client.StartAsync(_directory.Path, server.Url());

        Assert.Equal(("fake/small", null, "fake/first-embedder"), await ListAsync(client));
        await ChooseAsync(client, new("fake/other"));
        await ChooseAsync(client, new("fake/quick", ModelUse.Edits));
        await ChooseAsync(client, new("fake/second-embedder", ModelUse.Embeddings));
        Assert.Equal(("fake/other", "fake/quick", "fake/second-embedder"), await ListAsync(client));

        await ChooseAsync(client, new(null, ModelUse.Edits));
        await ChooseAsync(client, new(null, ModelUse.Embeddings));
        Assert.Equal(("fake/other", null, "fake/first-embedder"), await ListAsync(client));
    }

    [Fact]
    public async Task Vectors_are_made_by_the_chosen_model_when_none_is_named()
    {
        await using var server = await StartAsync();
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        await ChooseAsync(client, new("fake/second-embedder", ModelUse.Embeddings));

        var made = await client.AskAsync<ModelsEmbedParams, ModelsEmbedResult>(new(["a"]));

        Assert.Equal("fake/second-embedder", made.Model);
        Assert.Contains("\"second-embedder\"", server.Requests[^1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quick_edit_takes_its_own_model_else_the_one_for_chats()
    {
        await using var server = await StartAsync();
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        await ChooseAsync(client, new("fake/other"));
        var asked = server.Requests.Count;

        var before = await EditModelAsync(client);
        await ChooseAsync(client, new("fake/quick", ModelUse.Edits));
        var after = await EditModelAsync(client);

        Assert.Equal(("fake/other", "fake/quick"), (before, after));
        // A choice is known without asking any provider.
        Assert.Equal(asked, server.Requests.Count);
    }

    private static async Task<string?> EditModelAsync(Client client)
    {
        var created = await client.AskAsync<ChatCreateParams, ChatCreateResult>(new(Temporary: true, Use: ModelUse.Edits));
        return (await client.AskAsync<ChatGetParams, ChatGetResult>(new(created.ChatId))).Chat.Model;
    }

    [Fact]
    public async Task A_new_name_of_a_provider_is_followed_by_all_three()
    {
        await using var server = await StartAsync();
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        await ChooseAsync(client, new("fake/other"));
        await ChooseAsync(client, new("fake/quick", ModelUse.Edits));
        await ChooseAsync(client, new("fake/second-embedder", ModelUse.Embeddings));
        var listed = await client.AskAsync<ProvidersListParams, ProvidersListResult>(new());
        var id = listed.Providers.Single(each => each.Name == "fake").ProviderId;

        await client.AskAsync<ProvidersUpdateParams, EmptyResult>(new(id, "lab", server.Url()));

        Assert.Equal(("lab/other", "lab/quick", "lab/second-embedder"), await ListAsync(client));
    }

    [Fact]
    public async Task A_provider_that_makes_no_vectors_is_no_choice_for_them()
    {
        await using var server = await StartAsync();
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        await client.AskAsync<ProvidersAddParams, ProvidersAddResult>(new("anthropic", "claude"));

        var error = await client.FailAsync<ModelsSetDefaultParams, EmptyResult>(new("claude/any", ModelUse.Embeddings));

        Assert.Equal(RpcErrorCode.InvalidParams, error.Code);
        Assert.Equal("fake/first-embedder", (await ListAsync(client)).Embeddings);
    }

    [Fact]
    public async Task The_command_line_chooses_tells_and_takes_back()
    {
        await using var server = await StartAsync();
        await using var client = await Client.StartAsync(_directory.Path, server.Url());

        Assert.Equal((0, "", ""), await RunAsync("models", "default", "fake/quick", "--for", "edits"));
        Assert.Equal((0, "", ""), await RunAsync("models", "default", "fake/other"));
        Assert.Equal(
            (0, "", "chat        fake/other\nedits       fake/quick\nembeddings  fake/first-embedder\n"), await RunAsync("models", "default"));
        Assert.Equal((0, "", """{"model":"fake/quick","use":"edits"}""" + "\n"), await RunAsync("models", "default", "--for", "edits", "--json"));
        Assert.Equal((0, "", ""), await RunAsync("models", "default", "--for", "edits", "--reset"));
        Assert.Equal((0, "", "edits       fake/other\n"), await RunAsync("models", "default", "--for", "edits"));
        Assert.NotEqual(0, (await RunAsync("models", "default", "fake/quick", "--reset")).ExitCode);
    }

    private async Task<(int ExitCode, string Error, string Output)> RunAsync(params string[] arguments)
    {
        var finished = await CommandLineProcess.RunAsync(_directory.Path, "", arguments);
        return (finished.ExitCode, finished.Error, finished.Output.ReplaceLineEndings("\n"));
    }

    private static Task<EmptyResult> ChooseAsync(Client client, ModelsSetDefaultParams choice) => client.AskAsync<ModelsSetDefaultParams, EmptyResult>(choice);

    private static async Task<(string? Chat, string? Edits, string? Embeddings)> ListAsync(Client client)
    {
        var listed = await client.AskAsync<ModelsListParams, ModelsListResult>(new());
        return (listed.DefaultModel, listed.EditModel, listed.EmbeddingModel);
    }

    private static Task<LoopbackServer> StartAsync() => LoopbackServer.StartAsync(async context =>
    {
        context.Response.ContentType = "application/json";
        var body = context.Request.Path.Value switch
        {
            "/v1/models" => """{"data":[{"id":"small"},{"id":"other"},{"id":"quick"},{"id":"first-embedder"},{"id":"second-embedder"}]}""",
            "/v1/embeddings" => """{"data":[{"index":0,"embedding":[1,2]}]}""",
            _ => null,
        };
        context.Response.StatusCode = body is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        await context.Response.WriteAsync(body ?? "{}", context.RequestAborted);
    });
}
