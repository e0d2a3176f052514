using System.CommandLine;
using AiChatLocal.Protocol.Doctor;
using AiChatLocal.Server.Features.Doctor;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary><c>doctor</c>: checks the installation and mends what can be mended.</summary>
internal static class DoctorCommand
{
    private static readonly Option<bool> Repair = new("--repair") { Description = "Also mend what can be mended without losing anything." };

    private static readonly Option<string?> Restore = new("--restore")
    {
        Description = "Put a backup in place of the database, which is kept beside it: a path, or latest.",
        HelpName = "backup",
    };

    public static Command Create()
    {
        var command = new Command("doctor", "Check the data directory, the database, the engine and the providers.") { Repair, Restore };
        command.SetAction(CliSession.Action(RunAsync));
        return command;
    }

    private static async Task<int> RunAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var handler = new DoctorRunHandler(session.Sidecar.Diagnosis);
        var result = await handler.HandleAsync(new(parsed.GetValue(Repair), parsed.GetValue(Restore)), cancellationToken);
        if (session.Json)
        {
            session.Write(result);
        }
        else
        {
            await session.Output.WriteLineAsync($"Data directory: {session.Sidecar.Directory.Path}");
            foreach (var check in result.Checks)
            {
                var word = check.Status switch
                {
                    DoctorStatus.Ok => "ok",
                    DoctorStatus.Warning => "warning",
                    DoctorStatus.Repaired => "repaired",
                    _ => "FAILED",
                };
                await session.Output.WriteLineAsync($"{word,-8} {check.Name}: {check.Message}");
                if (check.Fix is { } fix && check.Status != DoctorStatus.Ok)
                {
                    await session.Output.WriteLineAsync($"         What to do: {fix}");
                }
            }
        }

        return result.Ok ? ExitCode.Ok : ExitCode.Failed;
    }
}
