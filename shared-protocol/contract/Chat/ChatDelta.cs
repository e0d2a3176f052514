namespace AiChatLocal.Protocol.Chat;

/// <summary>A piece of a running reply. All of them come before the response that ends it.</summary>
/// <param name="Seq">Counts from 0 without gaps within a reply.</param>
/// <param name="Parts">Text of the kind that the last part had continues that part; another kind starts a new one.</param>
[RpcNotification("chat/delta", RpcSender.Server)]
public sealed record ChatDelta(string ReplyId, int Seq, IReadOnlyList<MessagePart> Parts) : IRpcNotification;

/// <summary>What a reply that has no text yet is waiting for.</summary>
/// <param name="Fraction">0 to 1, where the server tells it.</param>
/// <param name="MessageId">The answer's id in the history, from the first of these on.</param>
/// <param name="RetryInMs">In the phase retrying: when the next attempt begins.</param>
/// <param name="Reason">In the phase retrying: why the last attempt failed.</param>
[RpcNotification("chat/progress", RpcSender.Server)]
public sealed record ChatProgress(
    string ReplyId,
    ReplyPhase Phase,
    string Model,
    double? Fraction = null,
    string? MessageId = null,
    string? UserMessageId = null,
    double? RetryInMs = null,
    string? Reason = null)
    : IRpcNotification;

public enum ReplyPhase
{
    Connecting,
    LoadingModel,
    ProcessingPrompt,
    Retrying,
    Summarising,
}
