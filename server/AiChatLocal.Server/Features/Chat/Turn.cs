using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Core.Providers;

namespace AiChatLocal.Server.Features.Chat;

/// <summary>What a turn answers with.</summary>
internal enum TurnEnd
{
    Stop,
    Length,
    Cancelled,
    Other,
}

internal sealed record TurnResult(EntityId ReplyId, EntityId QuestionId, TurnEnd End, string Model, ReplyUsage? Usage);

/// <summary>Ids and model of a turn, known before the model is asked.</summary>
/// <param name="Parts">What the reply holds already, where it goes on with an answer.</param>
internal sealed record TurnStart(
    EntityId ChatId, EntityId QuestionId, EntityId ReplyId, string Model, bool LeavesThisMachine, IReadOnlyList<Part> Parts);

/// <summary>What a turn without text yet is waiting for.</summary>
/// <param name="Fraction">0 to 1, where it is known.</param>
/// <param name="RetryIn">In the phase <see cref="ReplyPhase.Retrying"/>: when the next attempt begins; and why the last one failed.</param>
internal sealed record TurnProgress(ReplyPhase Phase, double? Fraction = null, TimeSpan? RetryIn = null, string? Reason = null);

/// <summary>Shows a running turn at one of the doors. Its methods are called one after the other and may wait to slow the model down.</summary>
internal interface ITurnView
{
    ValueTask StartedAsync(TurnStart start, CancellationToken cancellationToken);

    ValueTask ProgressAsync(TurnProgress progress, CancellationToken cancellationToken);

    ValueTask TextAsync(string text, CancellationToken cancellationToken);

    ValueTask ThinkingAsync(string text, CancellationToken cancellationToken);

    /// <summary>Nothing follows: what is held back goes out. Called once, also after a failure and a cancel, before the end is written down.</summary>
    ValueTask FlushAsync();
}
