using System.CommandLine;
using AiChatLocal.Protocol.Transfer;
using AiChatLocal.Server.Hosting;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary><c>import</c>: chats of this and other programs.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string> From = new("path") { Description = "A JSON file, a zip as it was downloaded, or a folder with conversations." };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only tell what would be added." };

    public static Command Create()
    {
        var command = new Command(
            "import", "Read chats from exports of AI Chat Local, ChatGPT, Claude, Open WebUI, LM Studio, Continue, Cline and Copilot Chat.") { From, DryRun };
        command.SetAction(CliSession.Action(RunAsync));
        return command;
    }

    private static async Task<int> RunAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var isDryRun = parsed.GetValue(DryRun);
        var result = await session.Sidecar.Importer.RunAsync(parsed.GetRequiredValue(From), isDryRun, _ => { }, cancellationToken);
        if (session.Json)
        {
            session.Write(result);
            return Code(result);
        }

        foreach (var source in result.Sources)
        {
            await session.Output.WriteLineAsync(
                $"{source.Name}: {source.NewChats} new chats, {source.ExtendedChats} extended, {source.KnownChats} here already; {source.NewMessages} new messages{(isDryRun ? " (nothing was written)" : "")}.");
        }

        foreach (var failure in result.Failures)
        {
            await Terminal.Error.WriteLineAsync($"{(failure.IsPartial ? "Partly read" : "Not read")}: {failure.File}, {failure.Item}: {failure.Why}");
        }

        if (result.FailureCount > result.Failures.Count)
        {
            await Terminal.Error.WriteLineAsync($"… and {result.FailureCount - result.Failures.Count} more.");
        }

        return Code(result);
    }

    private static int Code(ChatImportResult result) =>
        result.IsCancelled ? ExitCode.Cancelled : result.Failures.All(failure => failure.IsPartial) ? ExitCode.Ok : ExitCode.Failed;
}
