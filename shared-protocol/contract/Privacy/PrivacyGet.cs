namespace AiChatLocal.Protocol.Privacy;

/// <summary>Tells what may leave this machine. The same for every process on the data directory.</summary>
[RpcRequest("privacy/get")]
public sealed record PrivacyGetParams : IRpcRequest<PrivacyStatus>;

/// <param name="LocalOnly">True: every destination that is not loopback is refused, before its name is looked up.</param>
/// <param name="OutsideProviders">Names of the configured providers that are not on this machine: those that Local only refuses.</param>
public sealed record PrivacyStatus(bool LocalOnly, IReadOnlyList<string> OutsideProviders);
