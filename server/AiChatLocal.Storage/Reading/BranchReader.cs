using AiChatLocal.Core.Chats;
using AiChatLocal.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace AiChatLocal.Storage.Reading;

/// <summary>Reads messages from the end of a branch towards its root.</summary>
internal sealed class BranchReader(EntityMapping mapping)
{
    // Past so many messages their parts are read by chat, since a statement takes only so many parameters.
    private const int MostIds = 500;

    /// <param name="end">The last message; null: an empty branch.</param>
    /// <returns>Oldest first, and whether older ones precede them.</returns>
    public async Task<(IReadOnlyList<Message> Messages, bool HasMore)> ReadAsync(
        AppDbContext context, long? end, int? limit, CancellationToken cancellationToken)
    {
        if (end is not { } last)
        {
            return ([], false);
        }

        var most = limit is { } wanted and < int.MaxValue ? wanted + 1L : -1L;
        var branch = await context.Messages.FromSql(
            $"""
            WITH RECURSIVE branch(id, parent_id) AS (
                SELECT id, parent_id FROM messages WHERE id = {last}
                UNION ALL SELECT m.id, m.parent_id FROM messages m JOIN branch b ON m.id = b.parent_id
                LIMIT {most})
            SELECT m.* FROM branch b JOIN messages m ON m.id = b.id
            """).AsNoTracking().ToListAsync(cancellationToken);

        // A message is younger than the one it follows, but for clocks that were turned back: the chain decides.
        branch = FollowChain(branch, last);
        var hasMore = limit is { } count && branch.Count > count;
        if (hasMore)
        {
            branch.RemoveRange(limit!.Value, branch.Count - limit.Value);
        }

        branch.Reverse();
        var parts = await ReadPartsAsync(context, branch, cancellationToken);
        return ([.. branch.Select(message => EntityMapping.ToMessage(message, parts.GetValueOrDefault(message.Id) ?? []))], hasMore);
    }

    private static List<MessageEntity> FollowChain(List<MessageEntity> messages, long last)
    {
        var byId = messages.ToDictionary(message => message.Id);
        List<MessageEntity> chain = [];
        for (long? id = last; id is { } next && byId.Remove(next, out var message); id = message.ParentId)
        {
            chain.Add(message);
        }

        return chain;
    }

    private async Task<Dictionary<long, List<Part>>> ReadPartsAsync(
        AppDbContext context, List<MessageEntity> messages, CancellationToken cancellationToken)
    {
        Dictionary<long, List<Part>> parts = [];
        if (messages.Count == 0)
        {
            return parts;
        }

        var rows = context.Parts.AsNoTracking();
        if (messages.Count <= MostIds)
        {
            var ids = messages.ConvertAll(message => message.Id);
            rows = rows.Where(part => ids.Contains(part.MessageId));
        }
        else
        {
            var chatId = messages[0].ChatId;
            rows = rows.Where(part => context.Messages.Any(message => message.Id == part.MessageId && message.ChatId == chatId));
        }

        await foreach (var part in rows.OrderBy(part => part.MessageId).ThenBy(part => part.Ordinal).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            Add(part.MessageId, mapping.ToPart(part.Kind, part.Text, part.Details));
        }

        foreach (var running in messages.Where(message => message.Status == MessageStatus.Streaming))
        {
            var pieces = await context.ReplyPieces.AsNoTracking().Where(piece => piece.MessageId == running.Id).OrderBy(piece => piece.Id).ToListAsync(cancellationToken);
            foreach (var run in pieces.GroupBy(piece => (piece.Ordinal, piece.Kind)))
            {
                Add(running.Id, mapping.ToPart(run.Key.Kind, string.Concat(run.Select(piece => piece.Text)), details: null));
            }
        }

        return parts;

        void Add(long messageId, Part part)
        {
            if (!parts.TryGetValue(messageId, out var list))
            {
                parts[messageId] = list = [];
            }

            list.Add(part);
        }
    }
}
