using System.Text;
using System.Text.Json;
using AiChatLocal.Server.Tests.Support;

namespace AiChatLocal.Server.Tests;

/// <summary><c>ai-chat-local chat … | head</c>: who reads stdout leaves before the answer has ended.</summary>
public sealed class ClosedOutputTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData]
    [InlineData("--json")]
    public async Task A_reader_that_leaves_stops_the_reply_and_what_had_arrived_is_kept(params string[] options)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A pipe does not tell there that its reader has left.");
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await ModelServer.StartAsync(async context =>
        {
            await context.SayAsync("Half of an");
            await left.Task;
            await context.SayAsync(" answer");
            await context.HoldAsync();
        });
        await RunAsync("providers", "add", "openai-compatible", "fake", "--url", server.Url());

        using var chat = CommandLineProcess.Start(_directory.Path, ["chat", "Hi", "--model", ModelServer.Model, .. options]);
        var errors = chat.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        chat.StandardInput.Close();
        var shown = new StringBuilder();
        while (!shown.ToString().Contains("Half of an", StringComparison.Ordinal))
        {
            shown.Append((char)chat.StandardOutput.Read());
        }

        chat.StandardOutput.Close();
        left.SetResult();
        await chat.WaitForExitAsync(TestContext.Current.CancellationToken).Time();

        Assert.Equal((141, ""), (chat.ExitCode, await errors));
        var answer = await ReadAnswerAsync();
        Assert.Equal("cancelled", answer.GetProperty("status").GetString());
        // The program may notice before or after the next piece.
        Assert.StartsWith("Half of an", answer.GetProperty("parts")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    private async Task<JsonElement> ReadAnswerAsync()
    {
        using var chats = JsonDocument.Parse((await RunAsync("chats", "--json")).Output);
        var id = chats.RootElement.GetProperty("chats")[0].GetProperty("chatId").GetString()!;
        var shown = JsonDocument.Parse((await RunAsync("chats", "show", id, "--json")).Output);
        return shown.RootElement.GetProperty("messages")[1];
    }

    private Task<Finished> RunAsync(params string[] arguments) => CommandLineProcess.RunAsync(_directory.Path, "", arguments);
}
