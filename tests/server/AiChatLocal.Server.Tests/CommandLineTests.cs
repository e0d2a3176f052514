using System.Text.Json;
using AiChatLocal.Server.Tests.Support;

namespace AiChatLocal.Server.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_question_and_what_is_piped_in_are_asked_together_and_only_the_answer_is_printed()
    {
        await using var server = await ModelServer.StartAsync("It ", "adds.");
        Assert.Equal(0, (await RunAsync("", "providers", "add", "openai-compatible", "fake", "--url", server.Url())).ExitCode);

        var chat = await RunAsync("let a = 1 + 1", "chat", "Explain this", "--model", ModelServer.Model);

        Assert.Equal((0, "It adds." + Environment.NewLine), (chat.ExitCode, chat.Output));
        Assert.Contains("Explain this\\n\\nlet a = 1 ", server.Requests[^1].Body, StringComparison.Ordinal);
        var listed = await RunAsync("", "chats", "--json");
        using var chats = JsonDocument.Parse(listed.Output);
        Assert.StartsWith("Explain this", chats.RootElement.GetProperty("chats")[0].GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_one_value_a_line_and_nothing_else()
    {
        await using var server = await ModelServer.StartAsync("One", "Two");
        await RunAsync("", "providers", "add", "openai-compatible", "fake", "--url", server.Url());

        var chat = await RunAsync("", "chat", "Hi", "--model", ModelServer.Model, "--json");

        var lines = chat.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.True(lines[0].TryGetProperty("chatId", out _));
        var text = lines.Where(line => line.TryGetProperty("parts", out _)).SelectMany(line => line.GetProperty("parts").EnumerateArray());
        Assert.Equal("OneTwo", string.Concat(text.Select(part => part.GetProperty("text").GetString())));
        Assert.Equal("stop", lines[^1].GetProperty("stopReason").GetString());
    }

    [Fact]
    public async Task Wrong_usage_ends_with_2_and_says_so_on_stderr_only()
    {
        var wrong = await RunAsync("", "chat", "Hi", "--nonsense");
        Assert.Equal((2, ""), (wrong.ExitCode, wrong.Output));
        Assert.Contains("--nonsense", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("ai-chat-local chat --help", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_ends_with_3()
    {
        await RunAsync("", "providers", "add", "openai-compatible", "fake", "--url", "http://127.0.0.1:1/v1");
        var chat = await RunAsync("", "chat", "Hi", "--model", ModelServer.Model);
        Assert.Equal((3, ""), (chat.ExitCode, chat.Output));
        Assert.Contains("What to do", chat.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_database_ends_with_4()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_directory.Path, "ai-chat-local.db"), new string('x', 8192), TestContext.Current.CancellationToken);
        var chats = await RunAsync("", "chats");
        Assert.Equal((4, ""), (chats.ExitCode, chats.Output));
    }

    [Fact]
    public async Task Help_lists_the_exit_codes()
    {
        var help = await RunAsync("", "--help");
        Assert.Equal(0, help.ExitCode);
        Assert.Contains("130", help.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_comes_from_stdin_and_is_not_printed()
    {
        var added = await RunAsync("sk-secret\n", "providers", "add", "openai-compatible", "a", "--url", "http://127.0.0.1:1/v1", "--api-key-stdin");
        Assert.Equal(0, added.ExitCode);
        var listed = await RunAsync("", "providers", "list", "--json");
        Assert.Contains("\"hasApiKey\":true", listed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-secret", listed.Output, StringComparison.Ordinal);
    }

    private Task<Finished> RunAsync(string input, params string[] arguments) => CommandLineProcess.RunAsync(_directory.Path, input, arguments);
}
