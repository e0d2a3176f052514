namespace AiChatLocal.Protocol.Network;

/// <summary>Sets anew what holds for all connections, from the next request on; what is absent is taken back.</summary>
/// <param name="CaFile">An absolute path. A file that cannot be used is refused.</param>
/// <param name="SilenceLimitSeconds">1 to 86400.</param>
[RpcRequest("network/set")]
public sealed record NetworkSetParams(string? CaFile = null, int? SilenceLimitSeconds = null) : IRpcRequest<NetworkStatus>;
