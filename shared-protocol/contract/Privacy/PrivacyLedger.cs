namespace AiChatLocal.Protocol.Privacy;

/// <summary>
/// Lists the requests that were sent, by every process on the data directory, the newest first. The newest 100,000 that left this machine
/// are kept, and the newest 20,000 that stayed on it.
/// </summary>
/// <param name="Limit">At most this many, 1 to 1000.</param>
/// <param name="Before">Goes on behind this entry of an earlier answer.</param>
/// <param name="OnlyOutside">Leaves out what stayed on this machine, and what Local only refused.</param>
[RpcRequest("privacy/ledger")]
public sealed record PrivacyLedgerParams(int Limit = 100, string? Before = null, bool OnlyOutside = false) : IRpcRequest<PrivacyLedgerResult>;

/// <param name="HasMore">True when older entries follow.</param>
public sealed record PrivacyLedgerResult(IReadOnlyList<LedgerEntry> Entries, bool HasMore);

/// <summary>One request: where to and why, never a path, a query, a header or a word of what was sent.</summary>
/// <param name="Provider">What the server is called here.</param>
/// <param name="BytesSent">Of the body that was handed to the connection; headers are not counted.</param>
/// <param name="BytesReceived">Of the body of the answer.</param>
/// <param name="Status">The HTTP status, when an answer came.</param>
public sealed record LedgerEntry(
    string EntryId,
    DateTimeOffset Time,
    string Scheme,
    string Host,
    int Port,
    bool IsLoopback,
    LedgerPurpose Purpose,
    string Provider,
    long BytesSent,
    long BytesReceived,
    LedgerOutcome Outcome,
    int? Status = null);

/// <summary>For which act of the user.</summary>
public enum LedgerPurpose
{
    Other,
    Chat,
    Models,
    Probe,
    Test,
    Download,
    Embeddings,
}

/// <summary>Open: not ended, or its process died. ErrorStatus: an answer with an error or a redirect. Refused: by Local only; nothing was sent.</summary>
public enum LedgerOutcome
{
    Open,
    Ok,
    ErrorStatus,
    Refused,
    Failed,
    Cancelled,
}
