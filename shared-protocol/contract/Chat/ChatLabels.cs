namespace AiChatLocal.Protocol.Chat;

/// <summary>Lists all folders and tags in use, archived chats included, by name.</summary>
[RpcRequest("chat/labels")]
public sealed record ChatLabelsParams : IRpcRequest<ChatLabelsResult>;

public sealed record ChatLabelsResult(IReadOnlyList<ChatLabel> Folders, IReadOnlyList<ChatLabel> Tags);

/// <param name="Chats">How many chats have it.</param>
public sealed record ChatLabel(string Name, int Chats);
