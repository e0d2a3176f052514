using System.Numerics;
using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Core.Generation;
using AiChatLocal.Core.Providers;
using AiChatLocal.Server.Features.Chat;
using AiChatLocal.Server.Features.Models;

namespace AiChatLocal.Server.Features.Generation;

/// <summary>Measures a conversation against the window that its model has, before anything is sent. Nothing is ever cut without being asked for.</summary>
internal sealed class ContextFit(ModelCatalog models, TimeProvider time)
{
    /// <summary>A conversation that is shorter fits into any window: nobody is asked for its size.</summary>
    private const int SurelyFits = 2000;

    /// <summary>Kept free for an answer whose length nobody limited, as a share of the window.</summary>
    private const int ReservedShare = 8;

    /// <summary>An estimate may be wrong by this much before it counts as too long: the server has the last word.</summary>
    private const double Doubt = 1.1;

    /// <summary>An estimate this near to the window, as a share of it, is worth the question how much it really is.</summary>
    private const double NearShare = 0.4;

    /// <summary>The most that counting may hold a question up; an estimate does when it takes longer.</summary>
    private static readonly TimeSpan CountLimit = TimeSpan.FromSeconds(1);

    /// <returns>Null: it is short, or the window is not known and the server will say.</returns>
    public async ValueTask<ContextUse?> MeasureAsync(TurnRequest request, CancellationToken cancellationToken)
    {
        var (provider, model, _, systemPrompt, history, settings, _) = request;
        var (system, messages, files) = (TokenEstimate.Of(systemPrompt), history.Sum(TokenEstimate.Of), history.Sum(TokenEstimate.OfFiles));
        var total = system + messages;
        if (total < SurelyFits && settings.ContextLength is null)
        {
            return null;
        }

        if ((settings.ContextLength ?? await models.FindWindowAsync(provider, model, cancellationToken)) is not { } window)
        {
            return null;
        }

        var last = history[^1];
        var question = TokenEstimate.Of(last) - TokenEstimate.OfFiles(last);
        var reserved = Math.Min(settings.MaxTokens ?? window / ReservedShare, window / 2);
        var estimate = new ContextUse(window, reserved, system, messages - files - question, files, question, Estimated: true);
        var use = Math.Abs(total - window) < window * NearShare ? await CountAsync(request, estimate, cancellationToken) : estimate;
        return Fits(use) ? use : WithRaise(use, await models.FindAsync(provider, model, cancellationToken));
    }

    /// <summary>Puts the tokens as the provider counts them in the place of those that were guessed, where it counts.</summary>
    private async Task<ContextUse> CountAsync(TurnRequest request, ContextUse estimate, CancellationToken cancellationToken)
    {
        var prompt = Prompt.Build(request.SystemPrompt, request.History, request.Reader);
        if (await TokenCounting.TryCountAsync(request.Provider, request.Model, prompt, CountLimit, time, cancellationToken) is not { } counted)
        {
            return estimate;
        }

        var factor = (double)counted.Tokens / estimate.Total;
        int Share(int tokens) => (int)Math.Round(tokens * factor);
        var (system, files, question) = (Share(estimate.System), Share(estimate.Files), Share(estimate.Question));
        return estimate with { System = system, Files = files, Question = question, History = counted.Tokens - system - files - question, Estimated = counted.Estimated };
    }

    /// <summary>The smallest of the usual windows that holds it, when the model can have that one and a question may ask for it.</summary>
    private static ContextUse WithRaise(ContextUse use, ModelDescription? model)
    {
        if (model is not { TakesContextLength: true, MaxContextLength: { } most })
        {
            return use;
        }

        var needed = (use.Total * (use.Estimated ? Doubt : 1)) + use.Reserved;
        var wanted = Math.Min(most, (long)BitOperations.RoundUpToPowerOf2((ulong)Math.Ceiling(needed)));
        return wanted < needed || wanted <= use.Window
            ? use
            : use with { RaiseTo = (int)wanted, RaiseBytes = model.BytesPerToken * (wanted - use.Window) };
    }

    public static bool Fits(ContextUse use) => use.Total <= use.Window * (use.Estimated ? Doubt : 1);

    /// <summary>By how much a token's worth of the history, as it was guessed, differs from what was counted.</summary>
    public static double ScaleOf(IReadOnlyList<Message> history, ContextUse use) => (double)(use.Total - use.System) / Math.Max(1, history.Sum(TokenEstimate.Of));

    /// <summary>The newest messages that fit; the last one is always among them.</summary>
    /// <param name="instead">The tokens of what is sent in place of those that are left out.</param>
    public static IReadOnlyList<Message> DropOldest(IReadOnlyList<Message> history, ContextUse use, int instead = 0)
    {
        var scale = ScaleOf(history, use);
        int SizeOf(Message message) => (int)Math.Ceiling(TokenEstimate.Of(message) * scale);
        var room = use.Window - use.Reserved - use.System - instead - SizeOf(history[^1]);
        var first = history.Count - 1;
        while (first > 0 && SizeOf(history[first - 1]) is var size && size <= room)
        {
            room -= size;
            first--;
        }

        // An answer without its question would puzzle the model.
        while (first < history.Count - 1 && history[first].Role != MessageRole.User)
        {
            first++;
        }

        return [.. history.Skip(first)];
    }

    public static ProviderException TooLong(ContextUse use, string model) => new(new(
        ProblemKind.ContextTooLong,
        $"The conversation does not fit into the context window of the model.",
        use.Estimated
            ? T($"It takes about {use.Total} tokens and the window of {model} holds {use.Window}: system prompt {use.System}, earlier messages {use.History}, files {use.Files}, question {use.Question}.")
            : T($"It takes {use.Total} tokens and the window of {model} holds {use.Window}: system prompt {use.System}, earlier messages {use.History}, files {use.Files}, question {use.Question}."),
        use.System + use.Files + use.Question > use.Window
            ? T($"Shorten the question or what is attached to it, or give the model a larger window.")
            : T($"Leave out the oldest messages, let them be summarised, give the model a larger window, or send it anyway."),
        Context: use));
}
