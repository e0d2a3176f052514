using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.OpenAiCompatible;
using AiChatLocal.Providers.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace AiChatLocal.Providers.Tests.OpenAiCompatible;

public sealed class OpenAiProviderTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/")]
    [InlineData("http://127.0.0.1:8080/", "http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/")]
    [InlineData("http://127.0.0.1:8080/v1/", "http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/")]
    [InlineData("http://127.0.0.1:8080/v1/chat/completions", "http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/")]
    [InlineData("https://host/openai/v1?x=1", "https://host/openai/v1", "https://host/openai")]
    [InlineData("https://host/v1beta/openai", "https://host/v1beta/openai", "https://host/v1beta/openai")]
    public void Base_url_may_be_pasted_in_many_forms(string given, string expected, string root)
    {
        var address = OpenAiAddress.Normalize(new(given));

        Assert.Equal(expected, address.AbsoluteUri);
        Assert.Equal(root, OpenAiAddress.Root(address).AbsoluteUri);
    }

    [Fact]
    public async Task Models_tell_what_their_server_tells()
    {
        var models = await ListAsync(new()
        {
            ["/v1/models"] = """
                {"data":[
                  {"id":"/srv/models/tiny.Q4.gguf","owned_by":"llamacpp","meta":{"n_ctx":4096,"n_ctx_train":8192,"size":1171200,"n_params":292800},"architecture":{"input_modalities":["text","image"]}},
                  {"id":"served","owned_by":"vllm","max_model_len":32768,"parent":null},
                  {"id":"adapter","owned_by":"vllm","max_model_len":null,"parent":"served"},
                  {"id":"routed","status":{"value":"unloaded"},"meta":null},
                  {"id":"mistral-large","max_context_length":131072,"capabilities":{"completion_chat":true,"function_calling":true,"vision":false,"reasoning":true}},
                  {"id":"text-embedding-3"},
                  {"object":"no id"}
                ]}
                """,
        });

        Assert.Equal(["tiny.Q4", "served", "adapter", "routed", "mistral-large", "text-embedding-3"], models.Select(model => model.DisplayName));
        Assert.Equal([4096, 32768, null, null, 131072, null], models.Select(model => model.ContextLength));
        Assert.Equal(
            [ModelState.Loaded, ModelState.Loaded, ModelState.Loaded, ModelState.Available, ModelState.Available, ModelState.Available], models.Select(model => model.State));
        Assert.Equal((8192, null, "served"), (models[0].MaxContextLength, models[1].BaseModel, models[2].BaseModel));
        Assert.Equal(["vision", "chat"], models[0].Capabilities);
        Assert.Equal("292.8K", models[0].ParameterSize);
        Assert.Equal(["chat", "tools", "thinking"], models[4].Capabilities);
        Assert.Equal([true, true, true, true, true, false], models.Select(model => model.CanChat));
    }

    [Fact]
    public async Task Lm_studio_tells_state_and_type_in_its_own_list()
    {
        var models = await ListAsync(new()
        {
            ["/v1/models"] = """{"data":[{"id":"a","owned_by":"organization_owner"},{"id":"b","owned_by":"organization_owner"}]}""",
            ["/api/v0/models"] = """
                {"data":[{"id":"a","type":"vlm","state":"loaded","max_context_length":8192,"quantization":"Q4_K_M","arch":"gemma3"},
                         {"id":"b","type":"embeddings","state":"not-loaded"}]}
                """,
        });

        Assert.Equal([ModelState.Loaded, ModelState.Available], models.Select(model => model.State));
        Assert.Equal((8192, "Q4_K_M", "gemma3"), (models[0].ContextLength, models[0].Quantization, models[0].Family));
        Assert.Equal(["chat", "vision"], models[0].Capabilities);
        Assert.False(models[1].CanChat);
    }

    [Fact]
    public async Task Newer_lm_studio_tells_what_is_loaded_with_which_context()
    {
        var models = await ListAsync(new()
        {
            ["/v1/models"] = """{"data":[{"id":"a","owned_by":"organization_owner"}]}""",
            ["/api/v1/models"] = """
                {"models":[
                  {"type":"llm","publisher":"p","key":"p/a","display_name":"A","architecture":"gemma3","quantization":{"name":"Q4_K_M","bits_per_weight":4},"size_bytes":5,
                   "params_string":"7B","loaded_instances":[{"id":"p/a","config":{"context_length":4096}}],"max_context_length":8192,"format":"gguf",
                   "capabilities":{"vision":true,"trained_for_tool_use":true,"reasoning":{"allowed_options":["off","on"],"default":"on"}}},
                  {"type":"llm","key":"p/b","quantization":null,"loaded_instances":[],"max_context_length":2048},
                  {"type":"embedding","key":"e","loaded_instances":[]}
                ]}
                """,
        });

        Assert.Equal(["p/a", "p/b", "e"], models.Select(model => model.Id));
        Assert.Equal((4096, 8192, ModelState.Loaded), (models[0].ContextLength, models[0].MaxContextLength, models[0].State));
        Assert.Equal((2048, 2048, ModelState.Available), (models[1].ContextLength, models[1].MaxContextLength, models[1].State));
        Assert.Equal(["chat", "tools", "vision", "thinking"], models[0].Capabilities);
        Assert.Equal([true, true, false], models.Select(model => model.CanChat));
    }

    [Fact]
    public async Task Llama_cpp_tells_the_allocated_context_and_what_its_template_can()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Headers.Server = "llama.cpp";
            return Replay.WriteAsync(context, "application/json", context.Request.Path == "/props"
                ? """{"default_generation_settings":{"n_ctx":2048},"is_sleeping":true,"modalities":{"vision":true},"chat_template_caps":{"supports_tool_calls":true}}"""
                : """{"data":[{"id":"m","owned_by":"llamacpp","meta":{"n_ctx_train":8192}}]}""");
        });
        using var room = new TestRoom();

        var model = Assert.Single(await room.OpenAi(server.BaseUrl).ListModelsAsync(TestContext.Current.CancellationToken));

        Assert.Equal((2048, 8192, ModelState.Available), (model.ContextLength, model.MaxContextLength, model.State));
        Assert.Equal(["chat", "vision", "tools"], model.Capabilities);
    }

    [Fact]
    public async Task Test_tells_a_wrong_key_from_an_absent_server()
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.StatusCode = context.Request.Headers.Authorization == "Bearer right" ? 200 : 401;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(
                context.Response.StatusCode == 200 ? """{"data":[{"id":"m"}]}""" : """{"error":{"message":"bad key"}}""", context.RequestAborted);
        });
        using var room = new TestRoom();

        var right = await room.OpenAi(server.BaseUrl, "right").TestAsync(null, TestContext.Current.CancellationToken);
        var wrong = await room.OpenAi(server.BaseUrl, "wrong").TestAsync(null, TestContext.Current.CancellationToken);
        var absent = await room.OpenAi(TestRoom.Silent()).TestAsync(null, TestContext.Current.CancellationToken);

        Assert.True(right.Ok);
        Assert.Equal(["name", "tcp", "identity", "authentication", "models", "token"], right.Steps.Select(step => step.Name));
        Assert.Equal(["name", "tcp", "identity", "authentication"], wrong.Steps.Select(step => step.Name));
        Assert.Equal(ProblemKind.Unauthorized, wrong.Steps[^1].Failure?.Kind);
        Assert.Equal(("tcp", ProblemKind.Unreachable), (absent.Steps[^1].Name, absent.Steps[^1].Failure?.Kind));
    }

    [Fact]
    public async Task Test_of_a_server_without_models_fails_at_the_models()
    {
        await using var server = await LoopbackServer.StartAsync(new Dictionary<string, string> { ["/v1/models"] = """{"data":[]}""" });
        using var room = new TestRoom();

        var report = await room.OpenAi(server.BaseUrl).TestAsync(null, TestContext.Current.CancellationToken);

        Assert.Equal(("models", ProblemKind.NoModel), (report.Steps[^1].Name, report.Steps[^1].Failure?.Kind));
    }

    private static async Task<IReadOnlyList<ModelDescription>> ListAsync(Dictionary<string, string> bodies)
    {
        await using var server = await LoopbackServer.StartAsync(bodies);
        using var room = new TestRoom();
        return await room.OpenAi(server.BaseUrl).ListModelsAsync(TestContext.Current.CancellationToken);
    }
}
