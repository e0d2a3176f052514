using AiChatLocal.Core;
using AiChatLocal.Core.Chats;

namespace AiChatLocal.Server.Features.Chat;

/// <summary>
/// Going on with an answer. No API of this field lets every model write on at the end of its own words, so it is asked to; what it is told is
/// neither shown nor stored.
/// </summary>
internal static class Continuation
{
    private const string Request =
        "Your last answer was cut off. Continue exactly where it ended, in the middle of a word if need be. Repeat nothing of it and add no introduction.";

    /// <param name="path">From the root to the answer, which is the last one.</param>
    /// <returns>What the model is sent.</returns>
    public static IReadOnlyList<Message> HistoryFor(IReadOnlyList<Message> path, Message answer) =>
        [.. path, answer with { Id = default, ParentId = answer.Id, Role = MessageRole.User, Model = null, Usage = null, Parts = [new TextPart(Request)] }];

    public static void Check(Message answer, EntityId? end)
    {
        if (answer.Role != MessageRole.Assistant || !answer.Parts.OfType<TextPart>().Any())
        {
            throw Cannot($"It is no answer, or has no text yet.", $"Ask again instead.");
        }

        if (answer.Status == MessageStatus.Streaming)
        {
            throw ChatErrors.Busy();
        }

        if (end != answer.Id)
        {
            throw Cannot($"It is not the last message of the current branch.", $"Choose the last answer, or ask for the rest.");
        }
    }

    private static RequestException Cannot(LocalizedString why, LocalizedString fix) => new(new(ProblemKind.Invalid, $"This message cannot be continued.", why, fix));
}
