using System.Text.Json;
using AiChatLocal.Providers.Tests.Support;
using AiChatLocal.Server.FrontEnds.Cli;
using AiChatLocal.Server.Tests.Support;

namespace AiChatLocal.Server.Tests;

/// <summary>With <c>--json</c> each line of stdout is a JSON value, whatever the command and however it ends.</summary>
public sealed class JsonOutputTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_download_tells_its_progress_and_then_how_it_ended()
    {
        await using var registry = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        });

        var pull = await CommandLineProcess.RunAsync(
            _directory.Path, "", new Dictionary<string, string?> { ["npm_config_registry"] = registry.BaseUrl.ToString() },
            "models", "pull", "embedded/tinyllama-1.1b-chat", "--json");

        var lines = Lines(pull);
        Assert.Equal("", pull.Error);
        Assert.All(lines.SkipLast(1), line => Assert.Equal("embedded/tinyllama-1.1b-chat", line.GetProperty("pullId").GetString()));
        Assert.Equal(("downloading", 0), (lines[0].GetProperty("phase").GetString(), lines[0].GetProperty("completedBytes").GetInt64()));
        Assert.True(lines[0].GetProperty("totalBytes").GetInt64() > 0);
        Assert.False(string.IsNullOrEmpty(lines[^1].GetProperty("error").GetString()));
        Assert.NotEqual(0, pull.ExitCode);
    }

    [Theory]
    [InlineData("--version", "--json")]
    [InlineData("--json", "--version")]
    public async Task The_version_is_a_value_too(params string[] arguments)
    {
        var version = await RunAsync(arguments);
        Assert.Equal((0, "ai-chat-local"), (version.ExitCode, Lines(version)[0].GetProperty("name").GetString()));
        Assert.Equal((await RunAsync("--version")).Output.Trim(), Lines(version)[0].GetProperty("version").GetString());
    }

    [Fact]
    public async Task Wrong_usage_is_told_as_any_other_failure()
    {
        var wrong = await RunAsync("chats", "--nonsense", "--json");
        Assert.Equal((2, ""), (wrong.ExitCode, wrong.Error));
        var line = Assert.Single(Lines(wrong));
        Assert.Contains("--nonsense", line.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal("invalid", line.GetProperty("data").GetProperty("kind").GetString());
        Assert.Contains("ai-chat-local chats --help", line.GetProperty("data").GetProperty("fix").GetString(), StringComparison.Ordinal);
    }

    /// <summary>A command that is not listed here fails the test: it is to be tried.</summary>
    [Fact]
    public async Task Every_command_writes_values_only()
    {
        await using var server = await ModelServer.StartAsync("Yes");
        var url = server.Url();
        var chatId = "";
        (string Command, Func<string[]> Arguments)[] tried =
        [
            ("providers add", () => ["openai-compatible", "fake", "--url", url]),
            ("providers list", () => []),
            ("providers find", () => []),
            ("providers test", () => ["fake"]),
            ("providers update", () => ["fake", "--query", "v=1"]),
            ("providers move", () => ["fake", "--to", "1"]),
            ("providers disable", () => ["fake"]),
            ("providers enable", () => ["fake"]),
            ("models", () => []),
            ("models default", () => [ModelServer.Model]),
            ("models load", () => [ModelServer.Model]),
            ("models unload", () => [ModelServer.Model]),
            ("models ps", () => []),
            ("providers metrics", () => ["fake"]),
            ("models pull", () => [ModelServer.Model]),
            ("embed", () => ["Hi", "--model", ModelServer.Model]),
            ("tokens", () => ["Hi", "--model", ModelServer.Model]),
            ("presets set", () => ["brief", "--max-tokens", "9", "--model", ModelServer.Model]),
            ("presets", () => []),
            ("chat", () => ["Hi"]),
            ("chats", () => []),
            ("chats show", () => [chatId]),
            ("chats search", () => ["yes"]),
            ("presets remove", () => ["brief"]),
            ("prompts save", () => ["tidy", "Tidy this: {{selection}}", "--editor-action"]),
            ("prompts", () => []),
            ("prompts list", () => []),
            ("prompts remove", () => ["tidy"]),
            ("export", () => ["--chat", chatId]),
            ("import", () => [Path.Combine(Transfer.History.Samples, "claude"), "--dry-run"]),
            ("backup", () => []),
            ("backup list", () => []),
            ("backup schedule", () => ["--every", "24", "--folder", _directory.Path]),
            ("restore", () => ["latest"]),
            ("chats delete", () => [chatId]),
            ("network", () => ["--silence-limit", "90s"]),
            ("privacy", () => []),
            ("privacy local-only", () => ["on"]),
            ("privacy ledger", () => ["--limit", "3"]),
            ("doctor", () => []),
            ("providers remove", () => ["fake"]),
        ];
        foreach (var (command, its) in tried)
        {
            var finished = await RunAsync([.. command.Split(' '), .. its(), "--json"]);
            var lines = Lines(finished);
            Assert.True(lines.Count > 0, $"{command} wrote nothing.");
            Assert.Equal("", finished.Error);
            chatId = command == "chat" ? lines[0].GetProperty("chatId").GetString()! : chatId;
        }

        Assert.Equal(Paths(CommandLine.Create(), "").Order(StringComparer.Ordinal), tried.Select(each => each.Command).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Paths(System.CommandLine.Command command, string parent) => command.Subcommands.SelectMany(each =>
    {
        var path = $"{parent} {each.Name}".Trim();
        IEnumerable<string> own = each.Action is null ? [] : [path];
        return own.Concat(Paths(each, path));
    });

    private static List<JsonElement> Lines(Finished finished) =>
        [.. finished.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private Task<Finished> RunAsync(params string[] arguments) => CommandLineProcess.RunAsync(_directory.Path, "", arguments);
}
