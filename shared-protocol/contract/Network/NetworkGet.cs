namespace AiChatLocal.Protocol.Network;

/// <summary>Tells what holds for all connections. The same for every process on the data directory.</summary>
[RpcRequest("network/get")]
public sealed record NetworkGetParams : IRpcRequest<NetworkStatus>;

/// <param name="CaFile">Path of a PEM file whose authorities are trusted beside those of the system.</param>
/// <param name="SilenceLimitSeconds">How long a server may send nothing before its request is given up. Absent: as long as it likes.</param>
/// <param name="Authorities">The certificates that the file holds now.</param>
/// <param name="Problem">Why the file cannot be used now: requests over https fail until that is mended.</param>
public sealed record NetworkStatus(
    string? CaFile = null, int? SilenceLimitSeconds = null, IReadOnlyList<AuthorityInfo>? Authorities = null, NetworkProblem? Problem = null);

public sealed record AuthorityInfo(string Subject, DateTimeOffset ValidUntil);

public sealed record NetworkProblem(string Message, ErrorData Error);
