using System.Text.Json;
using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Storage.Entities;
using Microsoft.Data.Sqlite;

namespace AiChatLocal.Storage.Journal;

/// <summary>
/// The journal's statements. They are written out, because a process that is killed soon after its start must have written what it showed, and
/// the mapper alone takes longer to load than that.
/// </summary>
internal sealed class JournalSql(SqliteTransaction transaction, EntityMapping mapping, TimeProvider time)
{
    /// <summary>Writes the chat when it is new, the question when it is new, and the empty reply, which becomes the end of the branch.</summary>
    public async Task StartAsync(ReplyStart start, string owner)
    {
        if (start.NewChat is { } chat)
        {
            var entity = mapping.ToEntity(chat);
            await ExecuteAsync(
                """
                INSERT INTO chats (id, title, created_at, updated_at, model, system_prompt)
                VALUES ($id, $title, $created, $updated, $model, $system)
                """,
                ("$id", entity.Id), ("$title", entity.Title), ("$created", entity.CreatedAt), ("$updated", entity.UpdatedAt), ("$model", entity.Model), ("$system", entity.SystemPrompt));
        }

        if (start.Question is { } question)
        {
            await AddMessageAsync(question, owner: null);
            for (var i = 0; i < question.Parts.Count; i++)
            {
                var part = mapping.ToEntity(question.Parts[i], question.Id, i);
                await ExecuteAsync(
                    "INSERT INTO parts (message_id, ordinal, kind, text, details) VALUES ($message, $ordinal, $kind, $text, $details)",
                    ("$message", part.MessageId), ("$ordinal", part.Ordinal), ("$kind", (int)part.Kind), ("$text", part.Text), ("$details", part.Details));
            }
        }

        await AddMessageAsync(start.Reply, owner);
        await ExecuteAsync(
            "UPDATE chats SET leaf_id = $leaf, updated_at = $now, last_words = coalesce($words, last_words) WHERE id = $chat",
            ("$leaf", start.Reply.Id.Value), ("$now", Now()), ("$words", start.Question is { } asked ? mapping.LastWords(asked.Parts) : null), ("$chat", start.Reply.ChatId.Value));
    }

    public Task AddPieceAsync(EntityId reply, int ordinal, PartKind kind, string text) => ExecuteAsync(
        "INSERT INTO reply_pieces (message_id, ordinal, kind, text) VALUES ($message, $ordinal, $kind, $text)",
        ("$message", reply.Value), ("$ordinal", ordinal), ("$kind", (int)kind), ("$text", text));

    /// <summary>Turns the pieces into parts and writes how the reply ended.</summary>
    public async Task EndAsync(Message reply, ReplyEnd end, string lastWords)
    {
        await PieceCompaction.RunAsync(transaction.Connection!, transaction, reply.Id.Value, CancellationToken.None);
        await ExecuteAsync(
            "UPDATE messages SET status = $status, owner = NULL, usage = $usage, failure = $failure WHERE id = $id",
            ("$status", (int)end.Status),
            ("$usage", end.Usage is null ? null : JsonSerializer.Serialize(end.Usage, StoredJson.Default.ReplyUsage)),
            ("$failure", end.Failure is null ? null : JsonSerializer.Serialize(end.Failure, StoredJson.Default.Problem)),
            ("$id", reply.Id.Value));
        await ExecuteAsync(
            "UPDATE chats SET updated_at = $now, last_words = coalesce($words, last_words) WHERE id = $chat",
            ("$now", Now()), ("$words", mapping.LastWords(lastWords)), ("$chat", reply.ChatId.Value));
    }

    private Task AddMessageAsync(Message message, string? owner)
    {
        var entity = EntityMapping.ToEntity(message, owner);
        return ExecuteAsync(
            """
            INSERT INTO messages (id, chat_id, parent_id, role, status, created_at, model, leaves_this_machine, owner)
            VALUES ($id, $chat, $parent, $role, $status, $created, $model, $leaves, $owner)
            """,
            ("$id", entity.Id), ("$chat", entity.ChatId), ("$parent", entity.ParentId), ("$role", (int)entity.Role), ("$status", (int)entity.Status),
            ("$created", entity.CreatedAt), ("$model", entity.Model), ("$leaves", entity.LeavesThisMachine), ("$owner", entity.Owner));
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task ExecuteAsync(string sql, params (string Name, object? Value)[] parameters)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        await command.ExecuteNonQueryAsync();
    }
}
