using AiChatLocal.Core;
using AiChatLocal.Core.Transfer;
using AiChatLocal.Protocol.Transfer;

namespace AiChatLocal.Server.Features.Transfer.Import;

/// <summary>Puts the chats of an export into the history, each in a transaction of its own.</summary>
internal sealed class Importer(IChatArchive archive, TimeProvider time)
{
    /// <param name="isDryRun">Writes nothing and tells the same.</param>
    /// <param name="progress">Is told how many chats were read.</param>
    public async Task<ChatImportResult> RunAsync(string path, bool isDryRun, Action<int> progress, CancellationToken cancellationToken)
    {
        using var source = ImportSource.Open(path);
        var report = new ImportReport();
        var isCancelled = false;
        // A chat that is in the export twice is new once.
        HashSet<EntityId> planned = [];
        try
        {
            await foreach (var read in new ImportReader(source, report, time.GetUtcNow()).ReadAsync(cancellationToken))
            {
                var addition = isDryRun ? await archive.PlanAsync(read.Chat, cancellationToken) : await archive.AddAsync(read.Chat, cancellationToken);
                if (isDryRun && !planned.Add(addition.ChatId))
                {
                    addition = new(AdditionKind.Known, addition.ChatId, 0);
                }

                report.Add(read, addition, isStored: !isDryRun);
                progress(report.Chats);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            isCancelled = true;
        }

        return !isCancelled && report.IsEmpty ? throw TransferErrors.NothingKnown(path) : report.ToResult(isCancelled);
    }
}
