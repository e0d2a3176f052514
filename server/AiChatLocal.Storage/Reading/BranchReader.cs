using System.Text.Json;
using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Storage.Entities;
using Microsoft.Data.Sqlite;

namespace AiChatLocal.Storage.Reading;

/// <summary>Reads messages from the end of a branch towards its root.</summary>
internal sealed class BranchReader(PartReader parts)
{
    private const string Branch =
        """
        WITH RECURSIVE branch(id, depth) AS (
            SELECT $last, 0
            UNION ALL SELECT m.parent_id, b.depth + 1 FROM branch b JOIN messages m ON m.id = b.id WHERE m.parent_id IS NOT NULL
            LIMIT $most)
        SELECT m.id, m.chat_id, m.parent_id, m.role, m.status, m.created_at, m.model, m.leaves_this_machine, m.usage, m.failure, m.is_cut, m.rating
        FROM branch b JOIN messages m ON m.id = b.id ORDER BY b.depth
        """;

    private const string All =
        """
        SELECT id, chat_id, parent_id, role, status, created_at, model, leaves_this_machine, usage, failure, is_cut, rating
        FROM messages WHERE chat_id = $chat ORDER BY id
        """;

    private const string Beside =
        """
        SELECT m.id, m.chat_id, m.parent_id, m.role, m.status, m.created_at, m.model, m.leaves_this_machine, m.usage, m.failure, m.is_cut, m.rating
        FROM messages one JOIN messages m ON m.chat_id = one.chat_id AND m.parent_id IS one.parent_id
        WHERE one.id = $id AND one.chat_id = $chat ORDER BY m.id
        """;

    private const string Siblings =
        """
        SELECT parent_id, id FROM messages
        WHERE chat_id = $chat AND (parent_id IN (SELECT value FROM json_each($parents)) OR $roots AND parent_id IS NULL) ORDER BY id
        """;

    /// <param name="end">The last message; null: an empty branch.</param>
    /// <returns>Oldest first, and whether older ones precede them.</returns>
    public async Task<(IReadOnlyList<Message> Messages, bool HasMore)> ReadAsync(
        SqliteConnection connection, long? end, int? limit, CancellationToken cancellationToken)
    {
        if (end is not { } last)
        {
            return ([], false);
        }

        var most = limit is { } wanted and < int.MaxValue ? wanted + 1L : -1L;
        var branch = await connection.QueryAsync(Branch, ReadMessage, cancellationToken, ("$last", last), ("$most", most));
        var hasMore = branch.Count > limit;
        if (hasMore)
        {
            branch.RemoveRange(limit!.Value, branch.Count - limit.Value);
        }

        branch.Reverse();
        var said = await parts.ReadAsync(connection, branch, cancellationToken);
        var siblings = await ReadSiblingsAsync(connection, branch, cancellationToken);
        return (
            [.. branch.Select(message => message with { Parts = said.GetValueOrDefault(message.Id.Value, []), Siblings = siblings.GetValueOrDefault(message.ParentId?.Value ?? 0) })],
            hasMore);
    }

    /// <summary>The messages of all branches, by their ids.</summary>
    public async Task<IReadOnlyList<Message>> ReadAllAsync(SqliteConnection connection, EntityId chatId, CancellationToken cancellationToken)
    {
        var messages = await connection.QueryAsync(All, ReadMessage, cancellationToken, ("$chat", chatId.Value));
        var said = await parts.ReadAsync(connection, messages, cancellationToken);
        return [.. messages.Select(message => message with { Parts = said.GetValueOrDefault(message.Id.Value, []) })];
    }

    /// <returns>The messages that follow the same one, oldest first; none when there is no such message in the chat.</returns>
    public async Task<IReadOnlyList<Message>> ReadSiblingsAsync(
        SqliteConnection connection, EntityId chatId, EntityId messageId, CancellationToken cancellationToken)
    {
        var messages = await connection.QueryAsync(Beside, ReadMessage, cancellationToken, ("$id", messageId.Value), ("$chat", chatId.Value));
        var said = await parts.ReadAsync(connection, messages, cancellationToken);
        EntityId[]? siblings = messages.Count > 1 ? [.. messages.Select(message => message.Id)] : null;
        return [.. messages.Select(message => message with { Parts = said.GetValueOrDefault(message.Id.Value, []), Siblings = siblings })];
    }

    /// <returns>By what they follow (0: nothing), where there are several.</returns>
    private static async Task<Dictionary<long, EntityId[]>> ReadSiblingsAsync(
        SqliteConnection connection, List<Message> branch, CancellationToken cancellationToken)
    {
        if (branch is not [var first, ..])
        {
            return [];
        }

        var parents = branch.Where(message => message.ParentId is not null).Select(message => message.ParentId!.Value.Value);
        var rows = await connection.QueryAsync(
            Siblings,
            row => (Parent: row.GetNumber(0) ?? 0, Id: new EntityId(row.GetInt64(1))),
            cancellationToken,
            ("$chat", first.ChatId.Value),
            ("$parents", $"[{string.Join(',', parents)}]"),
            ("$roots", first.ParentId is null));
        return rows.GroupBy(row => row.Parent, row => row.Id).Where(group => group.Count() > 1).ToDictionary(group => group.Key, group => group.ToArray());
    }

    private static Message ReadMessage(SqliteDataReader row) => new(
        new(row.GetInt64(0)),
        new(row.GetInt64(1)),
        row.GetNumber(2) is { } parent ? new EntityId(parent) : null,
        (MessageRole)row.GetInt32(3),
        [],
        (MessageStatus)row.GetInt32(4),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)),
        row.GetText(6),
        row.GetBoolean(7),
        row.GetText(8) is { } usage ? JsonSerializer.Deserialize(usage, StoredJson.Default.ReplyUsage) : null,
        row.GetText(9) is { } failure ? JsonSerializer.Deserialize(failure, StoredJson.Default.Problem) : null,
        row.GetBoolean(10),
        row.GetNumber(11) is { } rating ? (Rating)rating : null);
}
