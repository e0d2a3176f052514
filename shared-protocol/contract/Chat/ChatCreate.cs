namespace AiChatLocal.Protocol.Chat;

/// <summary>Starts an empty chat.</summary>
/// <param name="Model">Full name; absent: the default model at the time of each question.</param>
/// <param name="Title">Absent: taken from the first question.</param>
[RpcRequest("chat/create")]
public sealed record ChatCreateParams(string? Model = null, string? Title = null, string? SystemPrompt = null)
    : IRpcRequest<ChatCreateResult>;

public sealed record ChatCreateResult(string ChatId);
