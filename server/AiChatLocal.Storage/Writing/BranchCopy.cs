using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Storage.Entities;
using Microsoft.Data.Sqlite;

namespace AiChatLocal.Storage.Writing;

/// <summary>Copies the branch to a message into another chat; texts and files are copied inside SQLite. A running reply is copied as interrupted.</summary>
internal sealed class BranchCopy(SqliteConnection connection, EntityMapping mapping, TimeProvider time)
{
    public async Task CopyAsync(EntityId last, EntityId into, CancellationToken cancellationToken)
    {
        var branch = await connection.QueryAsync(
            """
            WITH RECURSIVE branch(id, depth) AS (
                SELECT $last, 0
                UNION ALL SELECT m.parent_id, b.depth + 1 FROM branch b JOIN messages m ON m.id = b.id WHERE m.parent_id IS NOT NULL)
            SELECT id FROM branch ORDER BY depth DESC
            """,
            row => row.GetInt64(0),
            cancellationToken,
            ("$last", last.Value));
        long? parent = null;
        foreach (var message in branch)
        {
            parent = await CopyAsync(message, parent, into, cancellationToken);
        }

        await connection.ExecuteAsync("UPDATE chats SET leaf_id = $leaf WHERE id = $chat", cancellationToken, ("$leaf", parent), ("$chat", into.Value));
    }

    private async Task<long> CopyAsync(long message, long? parent, EntityId into, CancellationToken cancellationToken)
    {
        var copy = EntityId.New(time).Value;
        await connection.ExecuteAsync(
            """
            INSERT INTO messages (id, chat_id, parent_id, role, status, created_at, model, leaves_this_machine, usage, failure, is_cut, rating)
                SELECT $copy, $chat, $parent, role, iif(status = $streaming, $interrupted, status), created_at, model, leaves_this_machine, usage, failure,
                    is_cut, rating FROM messages WHERE id = $message
            """,
            cancellationToken,
            ("$copy", copy),
            ("$chat", into.Value),
            ("$parent", parent),
            ("$streaming", (int)MessageStatus.Streaming),
            ("$interrupted", (int)MessageStatus.Interrupted),
            ("$message", message));
        await connection.ExecuteAsync(
            """
            INSERT INTO parts (message_id, ordinal, kind, text, details)
                SELECT $copy, ordinal, kind, text, details FROM parts WHERE message_id = $message AND kind <> $image ORDER BY ordinal, id;
            INSERT INTO parts (message_id, ordinal, kind, text)
                SELECT $copy, ordinal, kind, text FROM reply_pieces WHERE message_id = $message ORDER BY ordinal, id;
            """,
            cancellationToken,
            ("$copy", copy),
            ("$image", (int)PartKind.Image),
            ("$message", message));
        await CopyPicturesAsync(message, copy, cancellationToken);
        return copy;
    }

    private async Task CopyPicturesAsync(long message, long copy, CancellationToken cancellationToken)
    {
        var pictures = await connection.QueryAsync(
            "SELECT ordinal, kind, text, details FROM parts WHERE message_id = $message AND kind = $image ORDER BY ordinal",
            row => (Ordinal: row.GetInt32(0), Part: mapping.ToPart((PartKind)row.GetInt32(1), row.GetString(2), row.GetText(3))),
            cancellationToken,
            ("$message", message),
            ("$image", (int)PartKind.Image));
        foreach (var (ordinal, part) in pictures)
        {
            if (part is not ImagePart image)
            {
                continue;
            }

            var attachment = EntityId.New(time);
            var entity = mapping.ToEntity(image with { AttachmentId = attachment }, new(copy), ordinal);
            await connection.ExecuteAsync(
                """
                INSERT INTO parts (message_id, ordinal, kind, text, details) VALUES ($copy, $ordinal, $kind, $text, $details);
                INSERT INTO attachments (id, message_id, media_type, data) SELECT $new, $copy, media_type, data FROM attachments WHERE id = $old;
                """,
                cancellationToken,
                ("$copy", copy),
                ("$ordinal", ordinal),
                ("$kind", (int)entity.Kind),
                ("$text", entity.Text),
                ("$details", entity.Details),
                ("$new", attachment.Value),
                ("$old", image.AttachmentId.Value));
        }
    }
}
