using AiChatLocal.Core.Chats;

namespace AiChatLocal.Server.Features.Transfer.Import.Formats;

/// <summary>
/// Programs that use tools write an answer as several messages: a call, its result, what the model says of it. Where nothing branches off
/// between them they become one answer.
/// </summary>
internal static class Folding
{
    /// <param name="messages">Parents before those that follow them.</param>
    public static IReadOnlyList<ForeignMessage> Fold(IReadOnlyList<ForeignMessage> messages)
    {
        var children = messages.Where(message => message.ParentId is not null).GroupBy(message => message.ParentId!).ToDictionary(group => group.Key, group => group.Count());
        Dictionary<string, int> places = [];
        List<ForeignMessage> folded = [];
        foreach (var message in messages)
        {
            if (message.ParentId is { } parent && places.TryGetValue(parent, out var place))
            {
                var before = folded[place];
                if (message.Role == MessageRole.Assistant && before.Role == MessageRole.Assistant && children[parent] == 1)
                {
                    folded[place] = Join(before, message);
                    places[message.Id] = place;
                    continue;
                }

                folded.Add(message with { ParentId = before.Id });
            }
            else
            {
                folded.Add(message);
            }

            places[message.Id] = folded.Count - 1;
        }

        return folded;
    }

    private static ForeignMessage Join(ForeignMessage first, ForeignMessage next) => first with
    {
        Parts = Join(first.Parts, next.Parts),
        Model = next.Model ?? first.Model,
        Status = next.Status,
        Usage = next.Usage ?? first.Usage,
        Failure = next.Failure ?? first.Failure,
        Rating = next.Rating ?? first.Rating,
    };

    /// <summary>Text goes on behind text, with an empty line between.</summary>
    public static IReadOnlyList<Part> Join(IReadOnlyList<Part> first, IReadOnlyList<Part> next)
    {
        Part? joined = (first.Count > 0 ? first[^1] : null, next.Count > 0 ? next[0] : null) switch
        {
            (TextPart before, TextPart after) => new TextPart($"{before.Text}\n\n{after.Text}"),
            (ThinkingPart before, ThinkingPart after) => new ThinkingPart($"{before.Text}\n\n{after.Text}"),
            _ => null,
        };
        return joined is null ? [.. first, .. next] : [.. first.SkipLast(1), joined, .. next.Skip(1)];
    }
}
