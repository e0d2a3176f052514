using AiChatLocal.Core.Chats;
using Microsoft.Data.Sqlite;

namespace AiChatLocal.Storage.Journal;

/// <summary>Ends the replies of processes that died: what had arrived becomes their parts, their status says so.</summary>
internal static class InterruptedReplies
{
    /// <summary>Runs in a transaction of its own.</summary>
    /// <inheritdoc cref="EndInTransactionAsync"/>
    public static async Task<int> EndAsync(SqliteConnection connection, Instances instances, CancellationToken cancellationToken)
    {
        await using var transaction = connection.BeginTransaction();
        var ended = await EndInTransactionAsync(connection, instances, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return ended;
    }

    /// <returns>How many replies were ended.</returns>
    public static async Task<int> EndInTransactionAsync(SqliteConnection connection, Instances instances, CancellationToken cancellationToken)
    {
        var owners = await connection.QueryAsync(
            "SELECT DISTINCT owner FROM messages WHERE owner IS NOT NULL", row => row.GetString(0), cancellationToken);
        var ended = 0;
        foreach (var owner in owners.Where(owner => !instances.IsAlive(owner)))
        {
            var replies = await connection.QueryAsync(
                "SELECT id FROM messages WHERE owner = $owner", row => row.GetInt64(0), cancellationToken, ("$owner", owner));
            foreach (var messageId in replies)
            {
                await PieceCompaction.RunAsync(connection, messageId, cancellationToken);
                ended += await connection.ExecuteAsync(
                    "UPDATE messages SET status = $status, owner = NULL WHERE id = $id",
                    cancellationToken,
                    ("$status", (int)MessageStatus.Interrupted),
                    ("$id", messageId));
            }

            instances.Forget(owner);
        }

        return ended;
    }
}
