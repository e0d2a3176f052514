using System.Text.Json;
using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Providers;
using AiChatLocal.Providers.Tests.Support;
using AiChatLocal.Server.Tests.Support;

namespace AiChatLocal.Server.Tests;

/// <summary>The admin key, and what is set for Text Generation WebUI.</summary>
public sealed class TextgenSettingsTests : IDisposable
{
    private const string AdminKey = "sk-admin-secret";
    private const string Url = "http://127.0.0.1:1/v1";
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Settings_come_back_and_the_admin_key_does_not()
    {
        await using var client = await Client.StartAsync(_directory.Path);
        var settings = new TextgenSettings(TextgenMode.ChatInstruct, "Ada", "ChatML", "Me", "Countess", "She computes.", "Hello.", "Be her.", "min_p");
        var id = (await client.AskAsync<ProvidersAddParams, ProvidersAddResult>(
            new("openai-compatible", "a", Url, AdminKey: AdminKey, Textgen: settings))).ProviderId;

        var listed = await ReadAsync(client);
        Assert.Equal((true, false, settings), (listed.HasAdminKey, listed.HasApiKey, listed.Textgen));
        Assert.DoesNotContain(AdminKey, JsonSerializer.Serialize(listed, ProtocolJsonContext.Default.ProviderInfo), StringComparison.Ordinal);

        await client.AskAsync<ProvidersUpdateParams, EmptyResult>(new(id, "a", Url));
        listed = await ReadAsync(client);
        Assert.Equal((true, null), (listed.HasAdminKey, listed.Textgen));

        await client.AskAsync<ProvidersUpdateParams, EmptyResult>(new(id, "a", Url, AdminKeyVariable: "NO_SUCH_VARIABLE_HERE"));
        Assert.Equal("NO_SUCH_VARIABLE_HERE", (await ReadAsync(client)).AdminKeyVariable);
        await client.AskAsync<ProvidersUpdateParams, EmptyResult>(new(id, "a", Url, RemoveAdminKey: true));
        Assert.False((await ReadAsync(client)).HasAdminKey);
        var error = await client.FailAsync<ProvidersUpdateParams, EmptyResult>(new(id, "a", Url, AdminKey: "1", RemoveAdminKey: true));
        Assert.Equal(RpcErrorCode.InvalidParams, error.Code);
    }

    public static TheoryData<ProvidersAddParams> Impossible =>
    [
        new ProvidersAddParams("ollama", "a", AdminKey: "1"),
        new ProvidersAddParams("openai-compatible", "a", Preset: "groq", AdminKey: "1"),
        new ProvidersAddParams("openai-compatible", "a", AdminKey: "1", AdminKeyVariable: "A"),
        new ProvidersAddParams("ollama", "a", Textgen: new(TextgenMode.Chat)),
        new ProvidersAddParams("openai-compatible", "a", Preset: "groq", Textgen: new(TextgenMode.Chat)),
        With(new(Character: "Ada")),
        With(new(TextgenMode.Instruct, UserName: "Me")),
        With(new(TextgenMode.Chat, InstructionTemplate: "ChatML")),
        With(new(TextgenMode.Chat, ChatInstructCommand: "Be her.")),
        With(new(TextgenMode.Chat, "../Ada")),
        With(new(TextgenMode.Chat, "..")),
        With(new(TextgenMode.Chat, "")),
        With(new(InstructionTemplate: "a\\b")),
        With(new(SamplerPreset: "C:x")),
        With(new(TextgenMode.Chat, Greeting: "")),
    ];

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task What_would_have_no_effect_or_leave_its_folder_is_refused(ProvidersAddParams wanted)
    {
        await using var client = await Client.StartAsync(_directory.Path);
        var error = await client.FailAsync<ProvidersAddParams, ProvidersAddResult>(wanted);
        Assert.Equal(RpcErrorCode.InvalidParams, error.Code);
        Assert.False(string.IsNullOrEmpty(error.ErrorData?.Fix));
    }

    [Fact]
    public async Task The_command_line_sets_them_and_leaves_what_is_not_named()
    {
        var added = await RunAsync("sk-api\n" + AdminKey + "\n",
            "providers", "add", "openai-compatible", "tg", "--url", Url, "--api-key-stdin", "--admin-key-stdin", "--mode", "chat", "--character", "Ada");
        var updated = await RunAsync("", "providers", "update", "tg", "--mode", "chatInstruct", "--instruction-template", "ChatML", "--user-name", "Me");
        await using var client = await Client.StartAsync(_directory.Path);
        var after = await ReadAsync(client);

        Assert.Equal((0, 0, "", ""), (added.ExitCode, updated.ExitCode, added.Error, updated.Error));
        Assert.Equal((true, true), (after.HasApiKey, after.HasAdminKey));
        Assert.Equal(new TextgenSettings(TextgenMode.ChatInstruct, "Ada", "ChatML", "Me"), after.Textgen);

        Assert.Equal(0, (await RunAsync("", "providers", "update", "tg", "--no-textgen", "--no-admin-key")).ExitCode);
        after = await ReadAsync(client);
        Assert.Equal((null, false, true), (after.Textgen, after.HasAdminKey, after.HasApiKey));
        Assert.Equal(2, (await RunAsync("one line\n", "providers", "update", "tg", "--api-key-stdin", "--admin-key-stdin")).ExitCode);
    }

    [Fact]
    public async Task Models_are_managed_with_the_admin_key_and_asked_with_the_other()
    {
        await using var server = await LoopbackServer.StartAsync(new Dictionary<string, string>
        {
            ["/v1/models"] = """{"object":"list","data":[]}""",
            ["/v1/internal/model/info"] = """{"model_name":"None"}""",
            ["/v1/internal/model/list"] = """{"model_names":["a"]}""",
        });
        await using var client = await Client.StartAsync(_directory.Path);
        await client.AskAsync<ProvidersAddParams, ProvidersAddResult>(new("openai-compatible", "tg", server.Url(), "sk-api", AdminKey: AdminKey));

        var models = await client.AskAsync<Protocol.Models.ModelsListParams, Protocol.Models.ModelsListResult>(new());

        Assert.Contains("tg/a", models.Models.Select(model => model.Model));
        Assert.Equal(["Bearer sk-api", "Bearer " + AdminKey], server.Requests.Where(request => request.Path is "/v1/models" or "/v1/internal/model/list")
            .OrderBy(request => request.Path.Length).Select(request => request.Headers["Authorization"]));
    }

    private static ProvidersAddParams With(TextgenSettings settings) => new("openai-compatible", "a", Url, Textgen: settings);

    private static async Task<ProviderInfo> ReadAsync(Client client) =>
        (await client.AskAsync<ProvidersListParams, ProvidersListResult>(new())).Providers.Single(each => each.Name is "a" or "tg");

    private Task<Finished> RunAsync(string input, params string[] arguments) => CommandLineProcess.RunAsync(_directory.Path, input, arguments);
}
