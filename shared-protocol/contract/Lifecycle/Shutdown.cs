namespace AiChatLocal.Protocol.Lifecycle;

/// <summary>Asks the server to end running replies, save what they brought and flush. <c>exit</c> or a closed stdin follows.</summary>
[RpcRequest("shutdown")]
public sealed record ShutdownParams : IRpcRequest<EmptyResult>;

/// <summary>Ends the process: with code 0 after <c>shutdown</c>, else 1.</summary>
[RpcNotification("exit", RpcSender.Client)]
public sealed record ExitParams : IRpcNotification;
