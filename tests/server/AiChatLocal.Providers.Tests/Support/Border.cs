using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Privacy;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.Tests.Support;

/// <summary>Stands where connections to other machines are opened: notes each attempt, leads it to a server of the test or nowhere.</summary>
internal sealed class Border(Uri? leadsTo = null) : IConfigurationStore, IEgressLedger
{
    private readonly ConcurrentQueue<EgressEntry> _entries = new();

    public bool LocalOnly { get; set; }

    public NetworkSettings? Network { get; set; }

    /// <summary>What an attempt ends with that leads nowhere.</summary>
    public SocketError Refusal { get; init; } = SocketError.ConnectionRefused;

    /// <summary>Host and port of each attempt to connect; a host name is not looked up before.</summary>
    public ConcurrentQueue<string> Attempts { get; } = new();

    public ConcurrentQueue<string> LookedUp { get; } = new();

    /// <summary>The last word on each request, in the order in which they ended.</summary>
    public IReadOnlyList<EgressEntry> Ended => [.. _entries.Where(entry => entry.Outcome != EgressOutcome.Open)];

    public IReadOnlyList<EgressEntry> Recorded => [.. _entries];

    public HttpRoomOptions Options => new() { Configuration = this, Ledger = this, ConnectOutside = ConnectAsync, LookUpOutside = LookUpAsync };

    public ValueTask<UserConfiguration> ReadAsync(CancellationToken cancellationToken) => new(UserConfiguration.Empty with { LocalOnly = LocalOnly, Network = Network });

    public Task<UserConfiguration> UpdateAsync(Func<UserConfiguration, UserConfiguration> change, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public void Record(EgressEntry entry) => _entries.Enqueue(entry);

    /// <summary>No name server is asked: each name has the same address.</summary>
    private Task<IPAddress[]> LookUpAsync(string host, CancellationToken cancellationToken)
    {
        LookedUp.Enqueue(host);
        return Task.FromResult<IPAddress[]>([IPAddress.Parse("203.0.113.9")]);
    }

    private async ValueTask<Stream> ConnectAsync(DnsEndPoint place, CancellationToken cancellationToken)
    {
        Attempts.Enqueue($"{place.Host}:{place.Port}");
        if (leadsTo is null)
        {
            throw new SocketException((int)Refusal);
        }

#pragma warning disable RS0030 // A test's way to a server of its own.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(leadsTo.Host, leadsTo.Port, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
#pragma warning restore RS0030
    }
}
