namespace AiChatLocal.Protocol.Chat;

/// <summary>The stored chats changed, by this process or another one on the same database: ask again for what is shown.</summary>
/// <param name="ChatId">Absent when another process made the change: any chat may have changed.</param>
[RpcNotification("chat/changed", RpcSender.Server)]
public sealed record ChatChanged(string? ChatId = null) : IRpcNotification;
