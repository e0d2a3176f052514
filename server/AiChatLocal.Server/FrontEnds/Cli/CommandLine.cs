using System.CommandLine;
using System.CommandLine.Parsing;
using AiChatLocal.Core;
using AiChatLocal.Server.Hosting;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary>The command line: a door to the features, with no logic of its own.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        await using var writer = Terminal.OpenOutput();
        // The parser's own `--version` prints the number too, but takes no other option; and this loads nothing.
        if (arguments is ["--version"] or ["--version", "--json"] or ["--json", "--version"])
        {
            await writer.WriteLineAsync(arguments.Length == 1 ? ProductVersion.Value : JsonLines.Version(ProductVersion.Name, ProductVersion.Value));
            return ExitCode.Ok;
        }

        var parsed = Create().Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            var help = $"{ProductVersion.Name} {PathOf(parsed.CommandResult)}--help";
            if (arguments.Contains(GlobalOptions.Json.Name))
            {
                var what = string.Join(' ', parsed.Errors.Select(error => error.Message));
                await writer.WriteLineAsync(JsonLines.Error(new(ProblemKind.Invalid, Verbatim(what), $"The command line was not understood.", $"See: {help}")));
                return ExitCode.Usage;
            }

            foreach (var error in parsed.Errors)
            {
                await Terminal.Error.WriteLineAsync(error.Message);
            }

            await Terminal.Error.WriteLineAsync($"See: {help}");
            return ExitCode.Usage;
        }

        return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = writer, Error = Terminal.Error });
    }

    // "chats show " for the command that was meant; nothing for the program itself.
    private static string PathOf(CommandResult meant) =>
        meant.Parent is CommandResult parent ? $"{PathOf(parent)}{meant.Command.Name} " : "";

    public static RootCommand Create() => new(
        """
        Chats with models on this machine, and with servers that you add.

        For editors and tools:  ai-chat-local --stdio    JSON-RPC 2.0 over stdin and stdout

        Exit codes: 0 done, 1 failed, 2 wrong usage, 3 no model or server answered, 4 storage failed, 130 stopped by Ctrl+C,
        141 nobody reads stdout any more
        """)
    {
        ChatCommand.Create(),
        ChatsCommand.Create(),
        ModelsCommand.Create(),
        EmbedCommand.Create(),
        TokensCommand.Create(),
        PresetsCommand.Create(),
        PromptsCommand.Create(),
        ProvidersCommand.Create(),
        PrivacyCommand.Create(),
        NetworkCommand.Create(),
        ExportCommand.Create(),
        ImportCommand.Create(),
        BackupCommand.Create(),
        BackupCommand.CreateRestore(),
        DoctorCommand.Create(),
        GlobalOptions.DataDirectory,
        GlobalOptions.Json,
    };
}
