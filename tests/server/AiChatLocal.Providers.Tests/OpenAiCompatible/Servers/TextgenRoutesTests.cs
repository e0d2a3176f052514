using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Tests.Support;
using Microsoft.AspNetCore.Http;
using static AiChatLocal.Providers.Tests.Support.ManagedServer;

namespace AiChatLocal.Providers.Tests.OpenAiCompatible.Servers;

public sealed class TextgenRoutesTests
{
    private const string Key = "sk-the-api-key";
    private const string AdminKey = "sk-the-admin-key";

    [Fact]
    public async Task Model_is_loaded_and_unloaded_with_the_admin_key()
    {
        await using var server = await StartAsync("a.gguf", "b.gguf");
        using var room = new TestRoom();
        var provider = room.Managed(server.BaseUrl, Key, AdminKey);

        await provider.LoadAsync("b.gguf", new(4096));
        await provider.UnloadAsync("b.gguf");
        await provider.LoadAsync("a.gguf");

        Assert.Equal(
            [
                """/v1/internal/model/load {"model_name":"b.gguf","args":{"ctx_size":4096}}""", "/v1/internal/model/unload {}",
                """/v1/internal/model/load {"model_name":"a.gguf"}""",
            ],
            server.Asked());
        Assert.All(server.Requests.Where(request => request.Method == "POST"), request => Assert.Equal("Bearer " + AdminKey, request.Headers["Authorization"]));
        Assert.All(
            server.Requests.Where(request => request.Path is "/v1/models" or "/v1/internal/model/info"), request => Assert.Equal("Bearer " + Key, request.Headers["Authorization"]));
    }

    [Fact]
    public async Task All_models_are_listed_with_the_admin_key_and_only_the_loaded_one_without()
    {
        await using var server = await StartAsync("a.gguf", "folder-b");
        using var room = new TestRoom();
        var managed = room.Managed(server.BaseUrl, Key, AdminKey);
        await managed.LoadAsync("a.gguf");

        var all = await managed.ListAsync();
        var only = Assert.Single(await room.OpenAi(server.BaseUrl, Key).ListAsync());

        Assert.Equal([("a.gguf", "a", ModelState.Loaded, false, true), ("folder-b", "folder-b", ModelState.Available, true, false)],
            all.Select(model => (model.Id, model.DisplayName, model.State, model.CanLoad, model.CanUnload)));
        Assert.Equal(("a.gguf", ModelState.Loaded, false, false), (only.Id, only.State, only.CanLoad, only.CanUnload));
        Assert.Contains("admin key", only.LoadingNote, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_model_the_list_is_that_of_the_disk()
    {
        await using var server = await StartAsync("a.gguf");
        using var room = new TestRoom();

        Assert.Equal(ModelState.Available, Assert.Single(await room.Managed(server.BaseUrl, Key, AdminKey).ListAsync()).State);
        Assert.Empty(await room.OpenAi(server.BaseUrl, Key).ListAsync());
    }

    [Fact]
    public async Task Wrong_key_is_told_as_the_admin_keys_and_neither_is_shown()
    {
        await using var server = await StartAsync("a.gguf");
        using var room = new TestRoom();

        var problem = await FailsAsync(() => room.Managed(server.BaseUrl, Key, "sk-another-admin-key").LoadAsync("a.gguf"));

        Assert.Equal(ProblemKind.Unauthorized, problem.Kind);
        Assert.Contains("admin key", problem.Fix, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, "Failed to load the model.", ProblemKind.ServerError)]
    [InlineData(404, """{"detail":"Not Found"}""", ProblemKind.UnexpectedAnswer)]
    // It says that it did, and has no model afterwards.
    [InlineData(200, "\"OK\"", ProblemKind.ServerError)]
    public async Task Refusals_are_told_by_their_kind(int status, string body, string kind)
    {
        await using var server = await ManagedServer.StartAsync(route => route switch
        {
            "GET /v1/models" => Ok("""{"object":"list","data":[]}"""),
            "GET /v1/internal/model/info" => Ok("""{"model_name":"None","lora_names":[],"loader":"llama.cpp"}"""),
            "POST /v1/internal/model/load" => (status, body),
            _ => null,
        });
        using var room = new TestRoom();

        Assert.Equal(kind, (await FailsAsync(() => room.OpenAi(server.BaseUrl).LoadAsync("a.gguf"))).Kind);
    }

    [Fact]
    public async Task What_is_not_loaded_is_not_unloaded_and_what_it_does_not_take_is_refused()
    {
        await using var server = await StartAsync("a.gguf");
        using var room = new TestRoom();
        var provider = room.Managed(server.BaseUrl, Key, AdminKey);

        await RefusedAsync(() => provider.UnloadAsync("a.gguf"));
        await RefusedAsync(() => provider.LoadAsync("a.gguf", new(KeepAlive: TimeSpan.FromMinutes(1))));
        await RefusedAsync(() => provider.LoadAsync("a.gguf", new(Path: "/lora")));
        await RefusedAsync(() => provider.FiguresAsync());
        Assert.Empty(server.Asked());
    }

    [Fact]
    public async Task Mode_character_and_template_go_with_each_question_and_the_users_own_fields_win()
    {
        await using var server = await LoopbackServer.StartAsync(context => Replay.WriteAsync(
            context, "text/event-stream", "data: {\"choices\":[{\"delta\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"));
        using var room = new TestRoom();
        var settings = new TextgenSettings(
            TextgenMode.ChatInstruct, "Ada", "ChatML", "Me", "Countess", "She computes.", "Hello.", "Be <|character|>: <|prompt|>", "min_p");
        var provider = room.Kind("openai-compatible").Create(new(
            "1", "openai-compatible", "n", server.BaseUrl, null, new(ExtraBody: """{"name1":"You","greeting":null,"top_a":0.5}""", Textgen: settings)));

        await Reply.AskAsync(provider.GetChatClient("m"));

        var body = System.Text.Json.JsonElement.Parse(Assert.Single(server.Requests).Body);
        Assert.Equal(
            ["chat-instruct", "Ada", "ChatML", "You", "Countess", "She computes.", "Be <|character|>: <|prompt|>", "min_p"],
            ((string[])["mode", "character", "instruction_template", "name1", "name2", "context", "chat_instruct_command", "preset"]).Select(name => body.GetProperty(name).GetString()));
        Assert.False(body.TryGetProperty("greeting", out _));
        Assert.Equal(0.5, body.GetProperty("top_a").GetDouble());
    }

    /// <summary>Has one model in memory, or none, and lets two keys in.</summary>
    private static Task<LoopbackServer> StartAsync(params string[] models)
    {
        var current = "None";
        LoopbackServer? self = null;
        return StartServerAsync();

        async Task<LoopbackServer> StartServerAsync() => self = await LoopbackServer.StartAsync(context =>
        {
            var path = context.Request.Path.Value;
            var needed = path is "/v1/models" or "/v1/internal/model/info" ? Key : AdminKey;
            if (path is not ("/v1/models" or "/v1/internal/model/info" or "/v1/internal/model/list" or "/v1/internal/model/load" or "/v1/internal/model/unload"))
            {
                context.Response.StatusCode = 404;
                return Replay.WriteAsync(context, "application/json", NoRoute);
            }

            if (context.Request.Headers.Authorization != "Bearer " + needed)
            {
                context.Response.StatusCode = 401;
                return Replay.WriteAsync(context, "application/json", $$"""{"detail":"Unauthorized: {{context.Request.Headers.Authorization}}"}""");
            }

            current = path switch
            {
                "/v1/internal/model/load" => System.Text.Json.JsonElement.Parse(self!.Requests[^1].Body).GetProperty("model_name").GetString()!,
                "/v1/internal/model/unload" => "None",
                _ => current,
            };
            return Replay.WriteAsync(context, "application/json", path switch
            {
                "/v1/models" when current == "None" => """{"object":"list","data":[]}""",
                "/v1/models" => $$"""{"object":"list","data":[{"id":"{{current}}","object":"model","created":0,"owned_by":"user"}]}""",
                "/v1/internal/model/info" => $$"""{"model_name":"{{current}}","lora_names":[],"loader":"llama.cpp","future":1}""",
                "/v1/internal/model/list" => $$"""{"model_names":["None",{{string.Join(',', models.Select(model => $"\"{model}\""))}}]}""",
                _ => "\"OK\"",
            });
        });
    }
}
