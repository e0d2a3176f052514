using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Core.Providers;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Server.Features.Chat;

/// <summary>One reply: from the request to the end of its record. What is shown is journalled, in step and in the same order.</summary>
/// <param name="ask">Begins to ask when it is enumerated.</param>
/// <param name="priceOf">What a usage costs; null: unknown, or nothing.</param>
/// <param name="before">What the answer took already, where this goes on with it.</param>
internal sealed class ReplyRun(
    Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> ask,
    Func<IReplyJournal> beginJournal,
    Func<UsageDetails, Cost?> priceOf,
    ITurnView view,
    TimeProvider time,
    ReplyUsage? before = null)
{
    private readonly TurnMeter _meter = new(time, priceOf);
    private ChatFinishReason? _finish;

    public async Task<(TurnEnd End, ReplyUsage Usage)> RunAsync(TurnStart start, CancellationToken cancellationToken)
    {
        // The request is under way before anything else happens.
        var updates = ask(cancellationToken).GetAsyncEnumerator(cancellationToken);
        var first = MoveNextAsync(updates);
        var journal = beginJournal();
        var ended = new ReplyEnd(MessageStatus.Interrupted);
        try
        {
            await view.StartedAsync(start, cancellationToken);
            for (var more = await first; more; more = await updates.MoveNextAsync())
            {
                foreach (var content in updates.Current.Contents)
                {
                    await TakeAsync(content, journal, cancellationToken);
                }

                _finish = updates.Current.FinishReason ?? _finish;
            }

            ended = new(MessageStatus.Complete, Usage(), IsCut: _finish == ChatFinishReason.Length);
            return (EndFor(_finish), ended.Usage!);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ProviderException && cancellationToken.IsCancellationRequested)
        {
            // A cancel may also show as the failure of a connection, or of an engine that got the same Ctrl+C.
            ended = new(MessageStatus.Cancelled, Usage());
            return (TurnEnd.Cancelled, ended.Usage!);
        }
        catch (ProblemException exception)
        {
            ended = new(MessageStatus.Failed, Usage(), exception.Problem);
            throw;
        }
        finally
        {
            // A stream that is still being opened has to be waited for before it can be disposed of.
            await first.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            await updates.DisposeAsync();
            // The reader does not wait for the disk.
            await view.FlushAsync();
            await journal.CompleteAsync(ended, CancellationToken.None);
        }
    }

    private ReplyUsage Usage() => _meter.End().After(before);

    private async ValueTask TakeAsync(AIContent content, IReplyJournal journal, CancellationToken cancellationToken)
    {
        switch (content)
        {
            case TextReasoningContent { Text.Length: > 0 } thinking:
                _meter.TextArrived();
                // To the journal even when the user cancels in between: what is shown is kept.
                await journal.AppendThinkingAsync(thinking.Text, CancellationToken.None);
                await view.ThinkingAsync(thinking.Text, cancellationToken);
                break;
            case TextReasoningContent { ProtectedData: { Length: > 0 } signature }:
                await journal.AppendSignatureAsync(signature, CancellationToken.None);
                break;
            case TextContent { Text.Length: > 0 } text:
                _meter.TextArrived();
                await journal.AppendTextAsync(text.Text, CancellationToken.None);
                await view.TextAsync(text.Text, cancellationToken);
                break;
            case ProgressContent progress:
                await view.ProgressAsync(new(progress.Phase, progress.Fraction), cancellationToken);
                break;
            case UsageContent usage:
                _meter.Add(usage.Details);
                break;
            case TimingContent timing:
                _meter.Add(timing);
                break;
        }
    }

    private static async Task<bool> MoveNextAsync(IAsyncEnumerator<ChatResponseUpdate> updates) => await updates.MoveNextAsync();

    private static TurnEnd EndFor(ChatFinishReason? reason)
    {
        if (reason == ChatFinishReason.Length)
        {
            return TurnEnd.Length;
        }

        return reason is null || reason == ChatFinishReason.Stop ? TurnEnd.Stop : TurnEnd.Other;
    }
}
