namespace AiChatLocal.Protocol.Chat;

/// <summary>Reads a file that a message of a chat holds, such as a picture.</summary>
[RpcRequest("chat/attachment")]
public sealed record ChatAttachmentParams(string ChatId, string AttachmentId) : IRpcRequest<ChatAttachmentResult>;

/// <param name="Data">Base64.</param>
public sealed record ChatAttachmentResult(string MediaType, string Data);
