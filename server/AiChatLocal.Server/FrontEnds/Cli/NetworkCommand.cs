using System.CommandLine;
using AiChatLocal.Protocol.Network;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary><c>network</c>: shows and sets what holds for all connections.</summary>
internal static class NetworkCommand
{
    private const string None = "none";

    private static readonly Option<string?> CaFile = new("--ca-file")
    {
        Description = "A PEM file whose certificate authorities are trusted beside those of the system; none: take it back.",
        HelpName = "file",
    };

    private static readonly Option<string?> Silence = new("--silence-limit")
    {
        Description = "Give a request up when its server sends nothing for this long, e.g. 120s; off: wait as long as it takes.",
        HelpName = "time",
    };

    public static Command Create()
    {
        var command = new Command("network", "Show what holds for all connections, or change what is named.") { CaFile, Silence };
        command.SetAction(CliSession.Action(RunAsync));
        return command;
    }

    private static async Task<int> RunAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var editor = session.Sidecar.Network;
        var status = await editor.GetAsync(cancellationToken);
        if (parsed.GetValue(CaFile) is not null || parsed.GetValue(Silence) is not null)
        {
            var file = parsed.GetValue(CaFile) switch { null => status.CaFile, None => null, var given => Path.GetFullPath(given) };
            var silence = parsed.GetValue(Silence) is { } time ? SilenceFlag.Parse(time) : status.SilenceLimitSeconds;
            status = await editor.SetAsync(file, silence, cancellationToken);
        }

        if (session.Json)
        {
            session.Write(status);
            return ExitCode.Ok;
        }

        await WriteAsync(session.Output, status);
        return ExitCode.Ok;
    }

    private static async Task WriteAsync(TextWriter output, NetworkStatus status)
    {
        await output.WriteLineAsync($"CA file        {status.CaFile ?? None}");
        foreach (var authority in status.Authorities ?? [])
        {
            await output.WriteLineAsync($"                 {authority.Subject}, valid until {authority.ValidUntil:yyyy-MM-dd}");
        }

        if (status.Problem is { } problem)
        {
            await output.WriteLineAsync($"                 {problem.Message} {problem.Error.Why} {problem.Error.Fix}");
        }

        await output.WriteLineAsync($"Silence limit  {SilenceFlag.Describe(status.SilenceLimitSeconds)}");
    }
}
