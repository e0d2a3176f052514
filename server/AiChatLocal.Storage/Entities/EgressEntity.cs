using AiChatLocal.Core.Privacy;

namespace AiChatLocal.Storage.Entities;

/// <summary>One request that was sent, or refused: a row of the ledger.</summary>
internal sealed class EgressEntity
{
    public long Id { get; set; }

    public long StartedAt { get; set; }

    public required string Scheme { get; set; }

    public required string Host { get; set; }

    public int Port { get; set; }

    public bool IsLoopback { get; set; }

    public EgressPurpose Purpose { get; set; }

    public required string Provider { get; set; }

    public long BytesSent { get; set; }

    public long BytesReceived { get; set; }

    public EgressOutcome Outcome { get; set; }

    public int? Status { get; set; }
}
