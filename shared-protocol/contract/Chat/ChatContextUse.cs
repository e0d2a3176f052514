namespace AiChatLocal.Protocol.Chat;

/// <summary>
/// Tells what fills the context window of a model before a question is asked. Nothing is sent anywhere for it: tokens are those that the last
/// answer was counted with, and an estimate for the rest.
/// </summary>
/// <param name="ChatId">Absent: a chat that does not exist yet.</param>
/// <param name="Model">Full name; absent: the chat's, else the default.</param>
[RpcRequest("chat/contextUse")]
public sealed record ChatContextUseParams(string? ChatId = null, string? Model = null) : IRpcRequest<ChatContextUseResult>;

/// <param name="Model">Absent: there is none.</param>
/// <param name="Window">What is allocated, or will be by the chat's settings; absent: unknown.</param>
/// <param name="History">All messages of the current branch, without what is attached to them.</param>
/// <param name="Files">What is attached to them.</param>
/// <param name="Estimated">True unless the model itself counted all of it.</param>
public sealed record ChatContextUseResult(int System, int History, int Files, bool Estimated, string? Model = null, int? Window = null);
