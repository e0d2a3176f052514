namespace AiChatLocal.Protocol.Chat;

/// <summary>Makes the branch through a message current, down to its newest end.</summary>
[RpcRequest("chat/selectBranch")]
public sealed record ChatSelectBranchParams(string ChatId, string MessageId) : IRpcRequest<EmptyResult>;
