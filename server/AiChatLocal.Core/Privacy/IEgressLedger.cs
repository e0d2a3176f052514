namespace AiChatLocal.Core.Privacy;

/// <summary>Is told of every request that this process sends, or refuses to send. Telling it never waits and never fails.</summary>
public interface IEgressLedger
{
    /// <summary>Called when a request begins and again when it has ended: the later entry of an id takes the place of the earlier one.</summary>
    void Record(EgressEntry entry);
}

/// <summary>Reads what was recorded.</summary>
public interface IEgressReader
{
    /// <summary>Newest first, those of other processes included.</summary>
    /// <param name="before">Goes on behind this entry of an earlier page.</param>
    /// <param name="onlyOutside">Leaves out what stayed on this machine and what was refused before it left.</param>
    Task<EgressPage> ReadAsync(int limit, EntityId? before, bool onlyOutside, CancellationToken cancellationToken);
}

public sealed record EgressPage(IReadOnlyList<EgressEntry> Entries, bool HasMore);

/// <summary>One request as the ledger keeps it: where to and why, never a path, a query, a header or a word of what was sent.</summary>
/// <param name="Id">Sorts by the time at which the request began.</param>
/// <param name="Provider">What the server is called here, e.g. the name of a configured provider.</param>
/// <param name="BytesSent">Of the body that was handed to the connection; headers are not counted.</param>
/// <param name="BytesReceived">Of the body of the answer.</param>
/// <param name="Status">The HTTP status, when an answer came.</param>
public sealed record EgressEntry(
    EntityId Id,
    DateTimeOffset Time,
    string Scheme,
    string Host,
    int Port,
    bool IsLoopback,
    EgressPurpose Purpose,
    string Provider,
    long BytesSent,
    long BytesReceived,
    EgressOutcome Outcome,
    int? Status = null);

/// <summary>How a request ended. The numbers are stored.</summary>
public enum EgressOutcome
{
    /// <summary>It has not ended, or its process died before it did.</summary>
    Open = 0,
    Ok = 1,

    /// <summary>An answer came whose status is an error or a redirect.</summary>
    ErrorStatus = 2,

    /// <summary>Local only was on: nothing was looked up, connected or sent.</summary>
    Refused = 3,
    Failed = 4,
    Cancelled = 5,
}
