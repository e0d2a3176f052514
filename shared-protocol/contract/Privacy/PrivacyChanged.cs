namespace AiChatLocal.Protocol.Privacy;

/// <summary>Local only was turned on or off, by this process or another one on the same data directory.</summary>
[RpcNotification("privacy/changed", RpcSender.Server)]
public sealed record PrivacyChanged(bool LocalOnly) : IRpcNotification;
