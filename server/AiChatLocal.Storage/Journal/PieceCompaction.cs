using Microsoft.Data.Sqlite;

namespace AiChatLocal.Storage.Journal;

/// <summary>
/// Turns the pieces of a reply into its parts. The text is joined inside SQLite and never enters this process's heap. A long part takes
/// several rows of the same ordinal, so that an answer of any length is joined, indexed and written in little memory.
/// </summary>
internal static class PieceCompaction
{
    private const int RowBytes = 512 * 1024;

    public static async Task RunAsync(SqliteConnection connection, long messageId, CancellationToken cancellationToken)
    {
        var pieces = await connection.QueryAsync(
            "SELECT id, ordinal, octet_length(text) FROM reply_pieces WHERE message_id = $message ORDER BY ordinal, id",
            row => (Id: row.GetInt64(0), Ordinal: row.GetInt32(1), Bytes: row.GetInt64(2)),
            cancellationToken,
            ("$message", messageId));
        for (int first = 0, next; first < pieces.Count; first = next)
        {
            var bytes = pieces[first].Bytes;
            for (next = first + 1; next < pieces.Count && pieces[next].Ordinal == pieces[first].Ordinal && bytes < RowBytes; next++)
            {
                bytes += pieces[next].Bytes;
            }

            await connection.ExecuteAsync(
                """
                INSERT INTO parts (message_id, ordinal, kind, text)
                    SELECT message_id, ordinal, kind, group_concat(text, '' ORDER BY id) FROM reply_pieces
                    WHERE message_id = $message AND id BETWEEN $first AND $last
                """,
                cancellationToken,
                ("$message", messageId),
                ("$first", pieces[first].Id),
                ("$last", pieces[next - 1].Id));
        }

        await connection.ExecuteAsync("DELETE FROM reply_pieces WHERE message_id = $message", cancellationToken, ("$message", messageId));
    }
}
