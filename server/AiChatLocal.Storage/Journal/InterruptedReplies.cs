using AiChatLocal.Core.Chats;
using Microsoft.Data.Sqlite;

namespace AiChatLocal.Storage.Journal;

/// <summary>Ends the replies of processes that died: what had arrived becomes their parts, their status says so.</summary>
internal static class InterruptedReplies
{
    /// <returns>How many replies were ended.</returns>
    public static async Task<int> EndAsync(SqliteConnection connection, Instances instances, CancellationToken cancellationToken)
    {
        await using var transaction = connection.BeginTransaction();
        var ended = await EndAsync(transaction, instances, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return ended;
    }

    /// <inheritdoc cref="EndAsync(SqliteConnection, Instances, CancellationToken)"/>
    public static async Task<int> EndAsync(SqliteTransaction transaction, Instances instances, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection!;
        List<string> dead = [.. (await OwnersAsync(connection, transaction, cancellationToken)).Where(owner => !instances.IsAlive(owner))];
        var ended = 0;
        foreach (var owner in dead)
        {
            foreach (var messageId in await MessagesOfAsync(connection, transaction, owner, cancellationToken))
            {
                await PieceCompaction.RunAsync(connection, transaction, messageId, cancellationToken);
                await using var command = connection.CreateCommand();
                command.Transaction = transaction;
                command.CommandText = "UPDATE messages SET status = $status, owner = NULL WHERE id = $id";
                command.Parameters.AddWithValue("$status", (int)MessageStatus.Interrupted);
                command.Parameters.AddWithValue("$id", messageId);
                ended += await command.ExecuteNonQueryAsync(cancellationToken);
            }

            instances.Forget(owner);
        }

        return ended;
    }

    private static async Task<List<string>> OwnersAsync(SqliteConnection connection, SqliteTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT DISTINCT owner FROM messages WHERE owner IS NOT NULL";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<string> owners = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            owners.Add(reader.GetString(0));
        }

        return owners;
    }

    private static async Task<List<long>> MessagesOfAsync(
        SqliteConnection connection, SqliteTransaction transaction, string owner, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT id FROM messages WHERE owner = $owner";
        command.Parameters.AddWithValue("$owner", owner);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<long> ids = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            ids.Add(reader.GetInt64(0));
        }

        return ids;
    }
}
