using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Privacy;

namespace AiChatLocal.Providers.Http;

/// <summary>What every connection keeps to: time limits, Local only, and the ledger. There is no limit on a whole reply: a large model on a small machine takes its time.</summary>
public sealed record HttpRoomOptions
{
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a server may send nothing at all, headers included. Off by default: a long prompt on a slow machine is silent for many
    /// minutes, and the user can stop it.
    /// </summary>
    public TimeSpan SilenceTimeout { get; init; } = Timeout.InfiniteTimeSpan;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Says, at each call, whether Local only is on.</summary>
    public IConfigurationStore? Configuration { get; init; }

    /// <summary>Is told of each call.</summary>
    public IEgressLedger? Ledger { get; init; }

    /// <summary>For tests: stands in for name lookup and connection of whatever is not loopback.</summary>
    internal Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? ConnectOutside { get; init; }
}
