using System.Net;
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

    /// <summary>For tests: stands in for the connection, and the name lookup before it, of whatever is not loopback.</summary>
    internal Func<DnsEndPoint, CancellationToken, ValueTask<Stream>>? ConnectOutside { get; init; }

    /// <summary>For tests: stands in for a name lookup by itself.</summary>
    internal Func<string, CancellationToken, Task<IPAddress[]>>? LookUpOutside { get; init; }

    /// <summary>For tests: null takes the system's, or that of the environment.</summary>
    internal IWebProxy? Proxy { get; init; }

    /// <summary>For tests: null takes those of this process.</summary>
    internal Surroundings? Surroundings { get; init; }
}
