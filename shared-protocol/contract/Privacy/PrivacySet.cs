namespace AiChatLocal.Protocol.Privacy;

/// <summary>Turns Local only on or off, for every process on the data directory, from the next request on. An answer under way from outside is broken off.</summary>
[RpcRequest("privacy/set")]
public sealed record PrivacySetParams(bool LocalOnly) : IRpcRequest<PrivacyStatus>;
