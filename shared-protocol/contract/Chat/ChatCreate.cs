using AiChatLocal.Protocol.Models;

namespace AiChatLocal.Protocol.Chat;

/// <summary>Starts an empty chat.</summary>
/// <param name="Model">Full name; absent: the default model at the time of each question.</param>
/// <param name="Use">Where no model is named: the chat has the one that is the default for this use now.</param>
/// <param name="Title">Absent: taken from the first question.</param>
/// <param name="Temporary">True: nothing of it is stored; it is in no list and ends with the process, or with <c>chat/delete</c>.</param>
[RpcRequest("chat/create")]
public sealed record ChatCreateParams(
    string? Model = null, string? Title = null, string? SystemPrompt = null, bool? Temporary = null, ModelUse? Use = null, ChatSettings? Settings = null)
    : IRpcRequest<ChatCreateResult>;

public sealed record ChatCreateResult(string ChatId);
