using Microsoft.Data.Sqlite;

namespace AiChatLocal.Storage.Journal;

/// <summary>Turns the pieces of a reply into its parts. The text is joined inside SQLite and never enters this process's heap.</summary>
internal static class PieceCompaction
{
    public static async Task RunAsync(SqliteConnection connection, SqliteTransaction transaction, long messageId, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText =
            """
            INSERT INTO parts (message_id, ordinal, kind, text)
                SELECT message_id, ordinal, kind, group_concat(text, '' ORDER BY id) FROM reply_pieces WHERE message_id = $id
                GROUP BY ordinal ORDER BY ordinal;
            DELETE FROM reply_pieces WHERE message_id = $id;
            """;
        command.Parameters.AddWithValue("$id", messageId);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
