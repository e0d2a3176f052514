using Microsoft.Data.Sqlite;

namespace AiChatLocal.Storage.Journal;

/// <summary>Turns the pieces of a reply into its parts. The text is joined inside SQLite and never enters this process's heap.</summary>
internal static class PieceCompaction
{
    public static Task RunAsync(SqliteConnection connection, long messageId, CancellationToken cancellationToken) => connection.ExecuteAsync(
        """
        INSERT INTO parts (message_id, ordinal, kind, text)
            SELECT message_id, ordinal, kind, group_concat(text, '' ORDER BY id) FROM reply_pieces WHERE message_id = $id
            GROUP BY ordinal ORDER BY ordinal;
        DELETE FROM reply_pieces WHERE message_id = $id;
        """,
        cancellationToken,
        ("$id", messageId));
}
