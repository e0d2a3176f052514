using System.CommandLine;
using System.Globalization;
using AiChatLocal.Protocol.Privacy;
using AiChatLocal.Server.Features.Privacy;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary><c>privacy</c>: what may leave this machine, and what did.</summary>
internal static class PrivacyCommand
{
    private const int ShownWithStatus = 10;

    private static readonly Argument<string> Turn = new("on|off") { Description = "on: refuse every destination that is not this machine." };

    private static readonly Option<int> Limit = new("--limit", "-n") { Description = "At most this many.", DefaultValueFactory = _ => 100, HelpName = "number" };

    private static readonly Option<bool> Outside = new("--outside") { Description = "Only what left this machine." };

    public static Command Create()
    {
        Turn.AcceptOnlyFromAmong("on", "off");
        var privacy = new Command("privacy", "Show whether Local only is on, and what left this machine last.");
        privacy.SetAction(CliSession.Action(ShowAsync));

        var localOnly = new Command("local-only", "Turn Local only on or off, for every window and program on this data directory.") { Turn };
        localOnly.SetAction(CliSession.Action(TurnAsync));
        privacy.Add(localOnly);

        var ledger = new Command("ledger", "List the requests that were sent, the newest first.") { Limit, Outside };
        ledger.SetAction(CliSession.Action(ListAsync));
        privacy.Add(ledger);
        return privacy;
    }

    private static async Task<int> ShowAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        await WriteAsync(session, await session.Sidecar.LocalOnly.GetAsync(cancellationToken));
        await WriteLedgerAsync(session, new(ShownWithStatus, OnlyOutside: true), cancellationToken);
        return ExitCode.Ok;
    }

    private static async Task<int> TurnAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        await WriteAsync(session, await session.Sidecar.LocalOnly.SetAsync(parsed.GetRequiredValue(Turn) == "on", cancellationToken));
        return ExitCode.Ok;
    }

    private static async Task<int> ListAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        await WriteLedgerAsync(session, new(parsed.GetValue(Limit), OnlyOutside: parsed.GetValue(Outside)), cancellationToken);
        return ExitCode.Ok;
    }

    private static async Task WriteAsync(CliSession session, PrivacyStatus status)
    {
        if (session.Json)
        {
            session.Write(status);
            return;
        }

        var outside = status.OutsideProviders.Count == 0 ? "No provider is outside of this machine." : $"Outside of this machine: {string.Join(", ", status.OutsideProviders)}.";
        await session.Output.WriteLineAsync($"Local only is {(status.LocalOnly ? "on" : "off")}. {outside}");
    }

    private static async Task WriteLedgerAsync(CliSession session, PrivacyLedgerParams parameters, CancellationToken cancellationToken)
    {
        var result = await new PrivacyLedgerHandler(session.Sidecar.Ledger).HandleAsync(parameters, cancellationToken);
        if (session.Json)
        {
            session.Write(result);
            return;
        }

        if (result.Entries.Count == 0)
        {
            await session.Output.WriteLineAsync(parameters.OnlyOutside ? "Nothing has left this machine." : "No request was sent.");
        }

        foreach (var entry in result.Entries)
        {
            var time = entry.Time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            var host = entry.Host.Contains(':', StringComparison.Ordinal) ? $"[{entry.Host}]" : entry.Host;
            var outcome = entry.Status is { } status && entry.Outcome != LedgerOutcome.Ok ? $"{Word(entry.Outcome)} {status}" : Word(entry.Outcome);
            await session.Output.WriteLineAsync(
                $"{time}  {(entry.IsLoopback ? "local  " : "outside")}  {$"{entry.Scheme}://{host}:{entry.Port}",-40} {entry.Purpose.ToString().ToLowerInvariant(),-8} " +
                $"{entry.Provider,-20} {entry.BytesSent,9} B sent {entry.BytesReceived,11} B received  {outcome}");
        }

        if (result.HasMore)
        {
            await session.Output.WriteLineAsync("Older ones are left out: privacy ledger --limit <number>.");
        }
    }

    private static string Word(LedgerOutcome outcome) => outcome switch
    {
        LedgerOutcome.Ok => "ok",
        LedgerOutcome.ErrorStatus => "status",
        LedgerOutcome.Refused => "refused by Local only",
        LedgerOutcome.Failed => "failed",
        LedgerOutcome.Cancelled => "stopped",
        _ => "not ended",
    };
}
