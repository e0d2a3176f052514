using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AiChatLocal.Storage;

/// <summary>
/// Sets up each connection. WAL is set once, when the database is made, and stays with the file. <c>NORMAL</c> loses nothing when a process
/// dies; a power cut may take the last transactions, never the database.
/// </summary>
internal sealed class PragmaInterceptor : DbConnectionInterceptor
{
    public const string Pragmas = "PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -4000;";

    public static readonly PragmaInterceptor Instance = new();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Apply(connection);
        return Task.CompletedTask;
    }

    private static void Apply(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }
}
