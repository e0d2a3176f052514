using System.Text.Json;
using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Storage.Entities;
using Microsoft.Data.Sqlite;

namespace AiChatLocal.Storage.Journal;

/// <summary>The journal's statements, run in the transaction of <paramref name="connection"/>.</summary>
internal sealed class JournalSql(SqliteConnection connection, EntityMapping mapping, TimeProvider time)
{
    /// <summary>Writes the chat when it is new, the question when it is new, and the empty reply, which becomes the end of the branch.</summary>
    public async Task StartAsync(ReplyStart start, string owner)
    {
        if (start.NewChat is { } chat)
        {
            await AddChatAsync(chat);
        }

        if (start.Question is { } question)
        {
            await AddMessageAsync(question, owner: null);
            for (var i = 0; i < question.Parts.Count; i++)
            {
                await AddPartAsync(question.Parts[i], question.Id, i);
            }
        }

        if (start.Reply.Parts.Count == 0)
        {
            await AddMessageAsync(start.Reply, owner);
        }
        else
        {
            await ExecuteAsync(
                "UPDATE messages SET status = $status, owner = $owner, failure = NULL, is_cut = 0 WHERE id = $id",
                ("$status", (int)start.Reply.Status), ("$owner", owner), ("$id", start.Reply.Id.Value));
        }

        if (start.IsBeside)
        {
            await TouchAsync(start.Reply.ChatId);
            return;
        }

        await ExecuteAsync(
            "UPDATE chats SET leaf_id = $leaf, updated_at = $now, last_words = coalesce($words, last_words) WHERE id = $chat",
            ("$leaf", start.Reply.Id.Value), ("$now", Now()), ("$words", start.Question is { } asked ? mapping.LastWords(asked.Parts) : null), ("$chat", start.Reply.ChatId.Value));
    }

    public Task AddChatAsync(Chat chat)
    {
        var entity = mapping.ToEntity(chat);
        return ExecuteAsync(
            """
            INSERT INTO chats (id, title, created_at, updated_at, model, system_prompt, last_words, title_source, pinned_at, archived_at, folder, tags, origin, settings)
            VALUES ($id, $title, $created, $updated, $model, $system, $words, $source, $pinned, $archived, $folder, $tags, $origin, $settings)
            """,
            ("$id", entity.Id),
            ("$title", entity.Title),
            ("$created", entity.CreatedAt),
            ("$updated", entity.UpdatedAt),
            ("$model", entity.Model),
            ("$system", entity.SystemPrompt),
            ("$words", entity.LastWords),
            ("$source", (int)entity.TitleSource),
            ("$pinned", entity.PinnedAt),
            ("$archived", entity.ArchivedAt),
            ("$folder", entity.Folder),
            ("$tags", entity.Tags),
            ("$origin", entity.Origin),
            ("$settings", entity.Settings));
    }

    public Task AddPieceAsync(EntityId reply, int ordinal, PartKind kind, string text) => ExecuteAsync(
        "INSERT INTO reply_pieces (message_id, ordinal, kind, text) VALUES ($message, $ordinal, $kind, $text)",
        ("$message", reply.Value), ("$ordinal", ordinal), ("$kind", (int)kind), ("$text", text));

    /// <summary>Turns the pieces into parts and writes how the reply ended.</summary>
    public async Task EndAsync(ReplyStart start, ReplyEnd end, string lastWords)
    {
        var reply = start.Reply;
        await PieceCompaction.RunAsync(connection, reply.Id.Value, CancellationToken.None);
        await ExecuteAsync(
            "UPDATE messages SET status = $status, owner = NULL, usage = $usage, failure = $failure, is_cut = $cut WHERE id = $id",
            ("$status", (int)end.Status),
            ("$usage", end.Usage is null ? null : JsonSerializer.Serialize(end.Usage, StoredJson.Default.ReplyUsage)),
            ("$failure", end.Failure is null ? null : JsonSerializer.Serialize(end.Failure, StoredJson.Default.Problem)),
            ("$cut", end.IsCut),
            ("$id", reply.Id.Value));
        if (start.IsBeside)
        {
            await TouchAsync(reply.ChatId);
            return;
        }

        await ExecuteAsync(
            "UPDATE chats SET updated_at = $now, last_words = coalesce($words, last_words) WHERE id = $chat",
            ("$now", Now()), ("$words", mapping.LastWords(reply.Parts) ?? mapping.LastWords(lastWords)), ("$chat", reply.ChatId.Value));
    }

    public async Task AddPartAsync(Part added, EntityId messageId, int ordinal)
    {
        var part = mapping.ToEntity(added, messageId, ordinal);
        await ExecuteAsync(
            "INSERT INTO parts (message_id, ordinal, kind, text, details) VALUES ($message, $ordinal, $kind, $text, $details)",
            ("$message", part.MessageId), ("$ordinal", part.Ordinal), ("$kind", (int)part.Kind), ("$text", part.Text), ("$details", part.Details));
        if (mapping.ToAttachment(added, messageId) is { } attachment)
        {
            await ExecuteAsync(
                "INSERT INTO attachments (id, message_id, media_type, data) VALUES ($id, $message, $type, $data)",
                ("$id", attachment.Id), ("$message", attachment.MessageId), ("$type", attachment.MediaType), ("$data", attachment.Data));
        }
    }

    public Task<int> AddMessageAsync(Message message, string? owner)
    {
        var entity = EntityMapping.ToEntity(message, owner);
        return ExecuteAsync(
            """
            INSERT INTO messages (id, chat_id, parent_id, role, status, created_at, model, leaves_this_machine, owner, is_cut, rating, usage, failure)
            VALUES ($id, $chat, $parent, $role, $status, $created, $model, $leaves, $owner, $cut, $rating, $usage, $failure)
            """,
            ("$id", entity.Id), ("$chat", entity.ChatId), ("$parent", entity.ParentId), ("$role", (int)entity.Role), ("$status", (int)entity.Status),
            ("$created", entity.CreatedAt), ("$model", entity.Model), ("$leaves", entity.LeavesThisMachine), ("$owner", entity.Owner),
            ("$cut", entity.IsCut), ("$rating", (int?)entity.Rating), ("$usage", entity.Usage), ("$failure", entity.Failure));
    }

    private Task<int> TouchAsync(EntityId chatId) =>
        ExecuteAsync("UPDATE chats SET updated_at = $now WHERE id = $chat", ("$now", Now()), ("$chat", chatId.Value));

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    // A write that was begun is not given up.
    private Task<int> ExecuteAsync(string sql, params (string Name, object? Value)[] parameters) =>
        connection.ExecuteAsync(sql, CancellationToken.None, parameters);
}
