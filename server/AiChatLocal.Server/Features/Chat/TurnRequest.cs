using System.Runtime.CompilerServices;
using AiChatLocal.Core.Chats;
using AiChatLocal.Core.Generation;
using AiChatLocal.Core.Providers;
using AiChatLocal.Server.Features.Generation;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Server.Features.Chat;

/// <summary>What one turn asks its model.</summary>
/// <param name="History">The question last.</param>
internal sealed record TurnRequest(
    IProvider Provider, string Model, PromptReader Reader, string? SystemPrompt, IReadOnlyList<Message> History, GenerationSettings Settings, OverflowChoice Overflow);

/// <summary>Sends a turn: makes it fit as the user chose, then asks, and asks again where that is of use.</summary>
internal sealed class TurnSender(ContextFit fit, HistorySummary summaries, TimeProvider time)
{
    /// <summary>Runs up to the sending of the request before it waits for anything, unless the conversation is long.</summary>
    public async IAsyncEnumerable<ChatResponseUpdate> SendAsync(TurnRequest request, ITurnView view, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var client = request.Provider.GetChatClient(request.Model);
        var prompt = await FitAsync(request, client, view, cancellationToken);
        var attempts = new Attempts(client, prompt, request.Settings.ToChatOptions(), view, time);
        await foreach (var update in attempts.RunAsync(cancellationToken))
        {
            yield return update;
        }
    }

    private async ValueTask<IReadOnlyList<ChatMessage>> FitAsync(TurnRequest request, IChatClient client, ITurnView view, CancellationToken cancellationToken)
    {
        var (system, history, reader) = (request.SystemPrompt, request.History, request.Reader);
        if (request.Overflow == OverflowChoice.Send
            || await fit.MeasureAsync(request, cancellationToken) is not { } use
            || ContextFit.Fits(use))
        {
            return Prompt.Build(system, history, reader);
        }

        var summarises = request.Overflow == OverflowChoice.Summarise;
        var kept = ContextFit.DropOldest(history, use, summarises ? HistorySummary.Tokens : 0);
        if (request.Overflow == OverflowChoice.Refuse || kept.Count == history.Count || !LastFits(use))
        {
            throw ContextFit.TooLong(use, request.Model);
        }

        if (summarises)
        {
            await view.ProgressAsync(new(ReplyPhase.Summarising), cancellationToken);
            var summary = await summaries.OfAsync(client, request.Model, [.. history.SkipLast(kept.Count)], use, ContextFit.ScaleOf(history, use), cancellationToken);
            system = $"{system}\n\nWhat came before in this conversation, summarised:\n{summary}".TrimStart();
        }

        return Prompt.Build(system, kept, reader);
    }

    private static bool LastFits(ContextUse use) => use.System + use.Question + use.Reserved <= use.Window;
}
