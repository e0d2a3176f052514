using AiChatLocal.Core;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AiChatLocal.Storage;

/// <summary>
/// The database of a data directory, shared by all parts of this process. It is opened, and migrated, at its first use. All writing goes
/// through one connection, one transaction at a time: so <c>PRAGMA data_version</c> on it tells the changes of other processes alone.
/// </summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly SemaphoreSlim _opening = new(1, 1);
    private readonly DataDirectory _directory;
    private readonly Lazy<DbContextOptions<AppDbContext>> _options;
    private readonly DatabaseOpener _opener;
    private SqliteConnection? _writer;
    private bool _opened;

    public Database(DataDirectory directory, TimeProvider time, ILogger logger)
    {
        _directory = directory;
        Instances = new(directory, time);
        _options = new(() => Options(ConnectionString(directory)));
        _opener = new(directory, Instances, time, logger);
    }

    public Instances Instances { get; }

    public static string ConnectionString(DataDirectory directory) =>
        new SqliteConnectionStringBuilder { DataSource = directory.Database, DefaultTimeout = 30 }.ToString();

    public static DbContextOptions<AppDbContext> Options(string connectionString) => new DbContextOptionsBuilder<AppDbContext>()
        .UseSqlite(connectionString)
        .AddInterceptors(PragmaInterceptor.Instance)
        .Options;

    /// <summary>Reads with a context of its own. Failures are <see cref="StorageException"/>.</summary>
    public async Task<T> ReadAsync<T>(Func<AppDbContext, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            await OpenAsync(cancellationToken);
            await using var context = new AppDbContext(_options.Value);
            return await read(context);
        }
        catch (Exception exception) when (StorageErrors.Map(exception, _directory) is { } mapped)
        {
            throw ReferenceEquals(mapped, exception) ? exception : mapped;
        }
    }

    /// <summary>Writes in one transaction, after those that were asked for before. Failures are <see cref="StorageException"/> and leave nothing.</summary>
    public Task<T> WriteAsync<T>(Func<AppDbContext, Task<T>> write, CancellationToken cancellationToken) => WriteSqlAsync(
        async transaction =>
        {
            var options = new DbContextOptionsBuilder<AppDbContext>().UseSqlite(transaction.Connection!).Options;
            await using var context = new AppDbContext(options);
            await context.Database.UseTransactionAsync(transaction, cancellationToken);
            return await write(context);
        },
        cancellationToken);

    /// <summary>As <see cref="WriteAsync"/>, without what it takes to set up a mapper: for what must be on disk soon after a start.</summary>
    public async Task<T> WriteSqlAsync<T>(Func<SqliteTransaction, Task<T>> write, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await OpenAsync(cancellationToken);
            var writer = _writer ??= await ConnectAsync();
            // Immediate: waits for another process's transaction here, and not in the middle.
            await using var transaction = writer.BeginTransaction();
            var result = await write(transaction);
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

    /// <summary>A number that changes when another process has changed the database.</summary>
    public async Task<long> ReadVersionAsync(CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await OpenAsync(cancellationToken);
            _writer ??= await ConnectAsync();
            await using var command = _writer.CreateCommand();
            command.CommandText = "PRAGMA data_version";
            return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
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
                await _opener.OpenAsync(cancellationToken);
                Volatile.Write(ref _opened, true);
            }
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task<SqliteConnection> ConnectAsync()
    {
        var connection = new SqliteConnection(ConnectionString(_directory));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = PragmaInterceptor.Pragmas;
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}
