namespace AiChatLocal.Protocol.Chat;

/// <summary>Keeps what the user thinks of an answer. It stays in the database.</summary>
/// <param name="Rating">Absent: takes it back.</param>
[RpcRequest("chat/rate")]
public sealed record ChatRateParams(string ChatId, string MessageId, Rating? Rating = null) : IRpcRequest<EmptyResult>;
