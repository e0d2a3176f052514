using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Chat;
using AiChatLocal.Protocol.Models;
using AiChatLocal.Protocol.Providers;
using AiChatLocal.Providers.Tests.Support;
using AiChatLocal.Server.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace AiChatLocal.Server.Tests;

/// <summary>New chats of a user who has chosen no model: they do not wait for all providers to list theirs each time.</summary>
public sealed class UnchosenModelTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private volatile string _model = "small";
    private volatile bool _fails;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_models_are_listed_once()
    {
        await using var server = await StartAsync();
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var before = Lists(server);

        Assert.Equal(["fake/small", "fake/small"], [await AskAsync(client), await AskAsync(client)]);
        Assert.Equal(1, Lists(server) - before);
    }

    [Fact]
    public async Task They_are_listed_again_after_a_question_that_failed()
    {
        await using var server = await StartAsync();
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        await AskAsync(client);

        (_model, _fails) = ("large", true);
        await client.FailAsync<ChatSendParams, ChatReplyResult>(new(await client.CreateChatAsync(), "r1", "Hi"));
        _fails = false;
        Assert.Equal("fake/large", await AskAsync(client));
    }

    [Fact]
    public async Task The_next_question_goes_to_what_was_listed_last()
    {
        await using var server = await StartAsync();
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        await AskAsync(client);

        _model = "large";
        Assert.Equal("fake/large", (await client.AskAsync<ModelsListParams, ModelsListResult>(new())).DefaultModel);
        Assert.Equal("fake/large", await AskAsync(client));
    }

    [Fact]
    public async Task They_are_listed_each_time_while_a_provider_does_not_answer()
    {
        await using var server = await StartAsync();
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        // It may be starting, and have the model that comes first.
        await client.AskAsync<ProvidersAddParams, ProvidersAddResult>(new("openai-compatible", "silent", "http://127.0.0.1:1/v1"));
        await AskAsync(client);
        var before = Lists(server);

        await AskAsync(client);
        Assert.Equal(1, Lists(server) - before);
    }

    [Fact]
    public async Task A_provider_that_was_renamed_is_found_under_its_new_name()
    {
        await using var server = await StartAsync();
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        await AskAsync(client);
        var id = (await client.AskAsync<ProvidersListParams, ProvidersListResult>(new())).Providers.Single(each => each.Name == "fake").ProviderId;

        await client.AskAsync<ProvidersUpdateParams, EmptyResult>(new(id, "lab", server.Url()));
        Assert.Equal("lab/small", await AskAsync(client));
    }

    /// <returns>The model that answered.</returns>
    private static async Task<string> AskAsync(Client client) =>
        (await client.AskAsync<ChatSendParams, ChatReplyResult>(new(await client.CreateChatAsync(), Guid.NewGuid().ToString(), "Hi"))).Model;

    private static int Lists(LoopbackServer server) => server.Requests.Count(request => request.Path == "/v1/models");

    private Task<LoopbackServer> StartAsync() => LoopbackServer.StartAsync(async context =>
    {
        var body = context.Request.Path.Value switch
        {
            "/v1/models" => $$"""{"data":[{"id":"{{_model}}"}]}""",
            "/v1/chat/completions" when !_fails =>
                "data: {\"choices\":[{\"delta\":{\"content\":\"Yes\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n",
            _ => null,
        };
        context.Response.ContentType = body?.StartsWith("data", StringComparison.Ordinal) is true ? "text/event-stream" : "application/json";
        context.Response.StatusCode = body is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        await context.Response.WriteAsync(body ?? "{}");
    });
}
