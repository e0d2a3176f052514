using System.Diagnostics;
using System.Text;
using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Storage.Entities;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace AiChatLocal.Storage.Journal;

/// <summary>
/// Writes the running replies behind their streams: a pass writes what waits in each of them in a transaction, then rests, so that text is
/// on disk at most <see cref="Rest"/> plus a pass after it arrived. Without replies nothing runs.
/// </summary>
internal sealed partial class JournalWriter(
    Database database, EntityMapping mapping, IContentCodec codec, Action<EntityId> changed, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);

    // The file system may hold a write up for a moment; a reply that ends is not told to have failed for that.
    private static readonly TimeSpan RetryRest = TimeSpan.FromMilliseconds(300);

    private const int EndAttempts = 3;
    private const int LastWordsLength = 480;

    private readonly Lock _gate = new();
    private readonly List<ReplyJournal> _running = [];
    private TaskCompletionSource _wake = NewSignal();
    private TaskCompletionSource _hurry = NewSignal();
    private TaskCompletionSource _pass = NewSignal();
    private Task _loop = Task.CompletedTask;

    public ReplyJournal Begin(ReplyStart start)
    {
        var journal = new ReplyJournal(start, this);
        lock (_gate)
        {
            _running.Add(journal);
            if (_running.Count == 1)
            {
                var before = _loop;
                _loop = Task.Run(() => RunAsync(before));
            }
        }

        Wake(immediately: true);
        return journal;
    }

    /// <summary>There is something to write.</summary>
    /// <param name="immediately">Cuts the rest between two passes short: somebody waits for it.</param>
    public void Wake(bool immediately)
    {
        Volatile.Read(ref _wake).TrySetResult();
        if (immediately)
        {
            Volatile.Read(ref _hurry).TrySetResult();
        }
    }

    /// <summary>Done when the pass that takes what waits now has ended.</summary>
    public Task WaitForPassAsync(CancellationToken cancellationToken) => Volatile.Read(ref _pass).Task.WaitAsync(cancellationToken);

    /// <summary>Waits until every reply that was completed is written.</summary>
    public async ValueTask DisposeAsync()
    {
        Task loop;
        lock (_gate)
        {
            loop = _running.Count == 0 ? Task.CompletedTask : _loop;
        }

        await loop;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task RunAsync(Task before)
    {
        await before;
        while (true)
        {
            await _wake.Task;
            Volatile.Write(ref _wake, NewSignal());
            Volatile.Write(ref _hurry, NewSignal());
            ReplyJournal[] journals;
            lock (_gate)
            {
                journals = [.. _running];
            }

            foreach (var journal in journals)
            {
                await WriteAsync(journal);
            }

            Interlocked.Exchange(ref _pass, NewSignal()).TrySetResult();
            lock (_gate)
            {
                if (_running.Count == 0)
                {
                    return;
                }
            }

            if (Array.Exists(journals, journal => journal.Failures > 0))
            {
                await Task.Delay(RetryRest, time);
                Wake(immediately: false);
            }
            else
            {
                await Task.WhenAny(_hurry.Task, Task.Delay(Rest, time));
            }
        }
    }

    /// <summary>Writes what waits in one journal. A failure keeps the text for the next pass, and touches no other reply.</summary>
    private async Task WriteAsync(ReplyJournal journal)
    {
        var (pieces, end) = journal.Take();
        if (pieces.Count == 0 && end is null && journal.IsStarted)
        {
            return;
        }

        try
        {
            await database.WriteAsync(
                async connection =>
                {
                    await WriteAsync(connection, journal, pieces, end);
                    return true;
                },
                CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogFailed(logger, exception);
            journal.PutBack(pieces);
            journal.Failures++;
            if (end is not null && (journal.Failures >= EndAttempts || exception is not StorageException { Problem.Retryable: true }))
            {
                Remove(journal);
                journal.Finish(exception);
            }

            return;
        }

        var isNew = !journal.IsStarted;
        journal.IsStarted = true;
        journal.Failures = 0;
        if (end is not null)
        {
            Remove(journal);
            journal.Finish(null);
        }

        if (isNew || end is not null)
        {
            changed(journal.Start.Reply.ChatId);
        }
    }

    private void Remove(ReplyJournal journal)
    {
        lock (_gate)
        {
            _running.Remove(journal);
        }
    }

    private async Task WriteAsync(
        SqliteConnection connection, ReplyJournal journal, List<(int Ordinal, PartKind Kind, StringBuilder Text)> pieces, ReplyEnd? end)
    {
        var sql = new JournalSql(connection, mapping, time);
        if (!journal.IsStarted)
        {
            await sql.StartAsync(journal.Start, database.Instances.Id);
        }

        foreach (var (ordinal, kind, text) in pieces)
        {
            await sql.AddPieceAsync(journal.Start.Reply.Id, ordinal, kind, codec.Encode(text.ToString()));
            if (kind == PartKind.Text && journal.LastWords.Length < LastWordsLength)
            {
                journal.LastWords.Append(text.ToString(0, Math.Min(text.Length, LastWordsLength)));
            }
        }

        if (end is not null)
        {
            Debug.Assert(end.Status != MessageStatus.Streaming, "A reply ends with a final status.");
            await sql.EndAsync(journal.Start, end, journal.LastWords.ToString());
        }
    }

    [LoggerMessage(LogLevel.Error, "A running reply could not be written")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
