using AiChatLocal.Core.Privacy;
using AiChatLocal.Protocol.Privacy;

namespace AiChatLocal.Server.Features.Privacy;

internal sealed class PrivacyLedgerHandler(IEgressReader ledger)
{
    private const int MostEntries = 1000;

    public async Task<PrivacyLedgerResult> HandleAsync(PrivacyLedgerParams parameters, CancellationToken cancellationToken)
    {
        var page = await ledger.ReadAsync(
            Edge.CheckLimit(parameters.Limit, MostEntries), Edge.ParseOptionalId(parameters.Before, $"entry"), parameters.OnlyOutside, cancellationToken);
        return new([.. page.Entries.Select(ToWire)], page.HasMore);
    }

    private static LedgerEntry ToWire(EgressEntry entry) => new(
        entry.Id.ToString(), entry.Time, entry.Scheme, entry.Host, entry.Port, entry.IsLoopback, ToWire(entry.Purpose), entry.Provider,
        entry.BytesSent, entry.BytesReceived, ToWire(entry.Outcome), entry.Status);

    private static LedgerPurpose ToWire(EgressPurpose purpose) => purpose switch
    {
        EgressPurpose.Chat => LedgerPurpose.Chat,
        EgressPurpose.Models => LedgerPurpose.Models,
        EgressPurpose.Probe => LedgerPurpose.Probe,
        EgressPurpose.Test => LedgerPurpose.Test,
        EgressPurpose.Download => LedgerPurpose.Download,
        EgressPurpose.Embeddings => LedgerPurpose.Embeddings,
        _ => LedgerPurpose.Other,
    };

    private static LedgerOutcome ToWire(EgressOutcome outcome) => outcome switch
    {
        EgressOutcome.Ok => LedgerOutcome.Ok,
        EgressOutcome.ErrorStatus => LedgerOutcome.ErrorStatus,
        EgressOutcome.Refused => LedgerOutcome.Refused,
        EgressOutcome.Failed => LedgerOutcome.Failed,
        EgressOutcome.Cancelled => LedgerOutcome.Cancelled,
        _ => LedgerOutcome.Open,
    };
}
