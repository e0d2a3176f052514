using AiChatLocal.Server.FrontEnds.Cli;
using AiChatLocal.Server.FrontEnds.Stdio;
using AiChatLocal.Server.Hosting;
using Microsoft.Extensions.Logging;

namespace AiChatLocal.Server;

internal static class Program
{
    private static Task<int> Main(string[] arguments)
    {
        // Editors start the process in just this way and wait for its first answer: the command line's parser is not loaded for them.
        var stdio = StdioArguments.TryParse(arguments);
        return stdio is null ? CommandLine.RunAsync(arguments) : RunStdioAsync(stdio);
    }

    private static async Task<int> RunStdioAsync(StdioArguments arguments)
    {
        if (arguments.WaitForDebugger)
        {
            await Debugging.WaitAsync(TimeProvider.System);
        }

        var log = new LogFile(Terminal.Error, TimeProvider.System, LogLevel.Information);
        using var signals = new EndSignals();
        var (receiving, sending) = Terminal.OpenWire();
        await using var frontEnd = new StdioFrontEnd(
            receiving,
            sending,
            arguments.DataDirectory,
            directory =>
            {
                log.UseDirectory(directory.Path);
                return new(directory, TimeProvider.System, log);
            },
            TimeProvider.System,
            log.CreateLogger(nameof(StdioFrontEnd)));
        return await frontEnd.RunAsync(signals.Token);
    }
}
