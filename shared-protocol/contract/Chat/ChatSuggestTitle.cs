namespace AiChatLocal.Protocol.Chat;

/// <summary>
/// Lets a model on this machine give a chat its title, from its first exchange. It never asks a model elsewhere, and never replaces a title
/// that the user wrote.
/// </summary>
/// <param name="Model">Full name; absent: the model of the last answer.</param>
[RpcRequest("chat/suggestTitle")]
public sealed record ChatSuggestTitleParams(string ChatId, string? Model = null) : IRpcRequest<ChatSuggestTitleResult>;

/// <param name="Title">The title that the chat has now.</param>
/// <param name="Changed">False: it stays as it was; the model is not on this machine, had no usable answer, or the user named the chat.</param>
public sealed record ChatSuggestTitleResult(string Title, bool Changed);
