using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Core.Transfer;
using AiChatLocal.Storage.Journal;
using AiChatLocal.Storage.Reading;
using Microsoft.Data.Sqlite;

namespace AiChatLocal.Storage.Transfer;

/// <summary>Whole chats, read from the database and written into it.</summary>
/// <param name="added">Is told which chat was added, or changed.</param>
internal sealed class ChatArchive(
    Database database, ChatReader chats, BranchReader branches, EntityMapping mapping, TimeProvider time, Action<EntityId> added) : IChatArchive
{
    public Task<IReadOnlyList<EntityId>> ListAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<EntityId>>(
        async connection => await connection.QueryAsync("SELECT id FROM chats ORDER BY id", row => new EntityId(row.GetInt64(0)), cancellationToken),
        cancellationToken);

    public Task<ArchivedChat?> ReadAsync(EntityId chatId, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => await chats.FindAsync(connection, chatId, cancellationToken) is var (chat, leaf)
            ? new ArchivedChat(chat, await branches.ReadAllAsync(connection, chatId, cancellationToken), leaf is { } last ? new EntityId(last) : null)
            : null,
        cancellationToken);

    public async Task<Addition> AddAsync(ArchivedChat chat, CancellationToken cancellationToken)
    {
        var addition = await database.WriteAsync(connection => AddAsync(connection, chat, cancellationToken), cancellationToken);
        if (addition.Kind != AdditionKind.Known)
        {
            added(addition.ChatId);
        }

        return addition;
    }

    public Task<Addition> PlanAsync(ArchivedChat chat, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (await ArchivePlan.MakeAsync(connection, chat, cancellationToken)).Addition, cancellationToken);

    private async Task<Addition> AddAsync(SqliteConnection connection, ArchivedChat archived, CancellationToken cancellationToken)
    {
        var plan = await ArchivePlan.MakeAsync(connection, archived, cancellationToken);
        var sql = new JournalSql(connection, mapping, time);
        if (plan.Addition.Kind == AdditionKind.New)
        {
            await sql.AddChatAsync(plan.Chat with { LastWords = LastWords(plan) });
        }

        foreach (var message in plan.Messages)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Nobody writes a reply that comes from elsewhere.
            await sql.AddMessageAsync(message.Status == MessageStatus.Streaming ? message with { Status = MessageStatus.Interrupted } : message, owner: null);
            for (var i = 0; i < message.Parts.Count; i++)
            {
                await sql.AddPartAsync(message.Parts[i], message.Id, i);
            }
        }

        if (plan.LeafId is { } leaf && await IsAheadAsync(connection, plan.Chat.Id, leaf, cancellationToken))
        {
            await connection.ExecuteAsync(
                "UPDATE chats SET leaf_id = $leaf, updated_at = max(updated_at, $updated) WHERE id = $id",
                cancellationToken,
                ("$leaf", leaf.Value),
                ("$updated", plan.Chat.UpdatedAt.ToUnixTimeMilliseconds()),
                ("$id", plan.Chat.Id.Value));
        }

        return plan.Addition;
    }

    /// <summary>Whether a message stands at or behind the end of the current branch: where it does not, the user has gone another way here.</summary>
    private static async Task<bool> IsAheadAsync(SqliteConnection connection, EntityId chatId, EntityId leaf, CancellationToken cancellationToken) =>
        await connection.QueryNumberAsync(
            """
            WITH RECURSIVE up(id) AS (
                SELECT $leaf UNION SELECT m.parent_id FROM up u JOIN messages m ON m.id = u.id WHERE m.parent_id IS NOT NULL)
            SELECT 1 FROM chats WHERE id = $chat AND (leaf_id IS NULL OR leaf_id IN (SELECT id FROM up))
            """,
            cancellationToken,
            ("$leaf", leaf.Value),
            ("$chat", chatId.Value)) is not null;

    private static string? LastWords(ArchivePlan plan)
    {
        var byId = plan.Messages.ToDictionary(message => message.Id);
        for (var id = plan.LeafId; id is { } known && byId.TryGetValue(known, out var message); id = message.ParentId)
        {
            if (message.Parts.OfType<TextPart>().FirstOrDefault(part => !string.IsNullOrWhiteSpace(part.Text)) is { } text)
            {
                return EntityMapping.FirstWords(text.Text);
            }
        }

        return null;
    }
}
