using AiChatLocal.Core;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace AiChatLocal.Storage;

/// <summary>
/// The database of a data directory, shared by all parts of this process: chats, ledger. It is opened, and migrated, at its first use. All
/// writing goes through one connection, one transaction at a time: so <c>PRAGMA data_version</c> on it tells the changes of other processes alone.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    // WAL is set once, when the database is made, and stays with the file. NORMAL loses nothing when a process dies; a power cut may take the
    // last transactions, never the database.
    private const string Pragmas = "PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -4000;";

    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly SemaphoreSlim _opening = new(1, 1);
    private readonly DataDirectory _directory;
    private readonly string _connectionString;
    private readonly string _pragmas;
    private readonly Func<CancellationToken, Task> _open;
    private SqliteConnection? _writer;
    private bool _opened;

    public Database(DataDirectory directory, TimeProvider time, ILoggerFactory loggers)
    {
        var logger = loggers.CreateLogger<Database>();
        _directory = directory;
        _connectionString = ConnectionString(directory);
        _pragmas = Pragmas;
        Instances = new(directory, time);
        _open = new DatabaseOpener(directory, Instances, time, logger).OpenAsync;
    }

    /// <summary>A database of this process alone, which is never on disk and ends with this object.</summary>
    /// <param name="directory">Named in errors; nothing is written there.</param>
    private Database(DataDirectory directory, TimeProvider time)
    {
        _directory = directory;
        Instances = new(directory, time);
        _connectionString = $"Data Source=memory-{Instances.Id};Mode=Memory;Cache=Shared;Pooling=False";
        // Connections that share a cache lock tables against each other without patience: who reads does not wait for who writes.
        _pragmas = "PRAGMA foreign_keys = ON; PRAGMA read_uncommitted = ON; PRAGMA temp_store = MEMORY;";
        _open = async cancellationToken =>
        {
            // Stays open: with its last connection the database is gone.
            _writer = await ConnectAsync(cancellationToken);
            await _writer.ExecuteAsync(Schema.Read(), cancellationToken);
        };
    }

    internal Instances Instances { get; }

    /// <inheritdoc cref="Database(DataDirectory, TimeProvider)"/>
    public static Database InMemory(DataDirectory directory, TimeProvider time) => new(directory, time);

    internal static string ConnectionString(DataDirectory directory) =>
        new SqliteConnectionStringBuilder { DataSource = directory.Database, DefaultTimeout = 30 }.ToString();

    /// <summary>Reads on a connection of its own. Failures are <see cref="StorageException"/>.</summary>
    internal async Task<T> ReadAsync<T>(Func<SqliteConnection, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            await OpenAsync(cancellationToken);
            await using var connection = await ConnectAsync(cancellationToken);
            return await read(connection);
        }
        catch (Exception exception) when (StorageErrors.Map(exception, _directory) is { } mapped)
        {
            throw ReferenceEquals(mapped, exception) ? exception : mapped;
        }
    }

    /// <summary>Writes in one transaction, after those that were asked for before. Failures are <see cref="StorageException"/> and leave nothing.</summary>
    internal async Task<T> WriteAsync<T>(Func<SqliteConnection, Task<T>> write, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await OpenAsync(cancellationToken);
            var writer = _writer ??= await ConnectAsync(cancellationToken);
            // Immediate: waits for another process's transaction here, and not in the middle.
            await using var transaction = writer.BeginTransaction();
            var result = await write(writer);
            await transaction.CommitAsync(cancellationToken);
            return result;
        }
        catch (Exception exception) when (StorageErrors.Map(exception, _directory) is { } mapped)
        {
            throw ReferenceEquals(mapped, exception) ? exception : mapped;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Closes the database while its file is replaced. Whoever needs it meanwhile waits, and opens the new one.</summary>
    internal async Task<T> ReplaceAsync<T>(Func<Task<T>> replace, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await _opening.WaitAsync(cancellationToken);
            try
            {
                if (_writer is not null)
                {
                    await _writer.DisposeAsync();
                    _writer = null;
                }

                SqliteConnection.ClearAllPools();
                Instances.Dispose();
                Volatile.Write(ref _opened, false);
                return await replace();
            }
            finally
            {
                _opening.Release();
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>A number that changes when another process has changed the database.</summary>
    internal async Task<long> ReadVersionAsync(CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await OpenAsync(cancellationToken);
            _writer ??= await ConnectAsync(cancellationToken);
            return (await _writer.QueryNumberAsync("PRAGMA data_version", cancellationToken))!.Value;
        }
        catch (Exception exception) when (StorageErrors.Map(exception, _directory) is { } mapped)
        {
            throw mapped;
        }
        finally
        {
            _writing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _writing.WaitAsync();
        if (_writer is not null)
        {
            await _writer.DisposeAsync();
        }

        // Pooled connections keep the file open; the last one that closes folds the write-ahead log into it.
        SqliteConnection.ClearAllPools();
        Instances.Dispose();
        _writing.Dispose();
        _opening.Dispose();
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _opened))
        {
            return;
        }

        await _opening.WaitAsync(cancellationToken);
        try
        {
            if (!_opened)
            {
                await _open(cancellationToken);
                Volatile.Write(ref _opened, true);
            }
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task<SqliteConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await connection.ExecuteAsync(_pragmas, cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
