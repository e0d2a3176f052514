using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Server.Features.Generation;
using AiChatLocal.Server.Features.Models;

namespace AiChatLocal.Server.Features.Chat;

/// <param name="Window">Null: unknown.</param>
internal sealed record GaugedContext(string? Model, int? Window, int System, int History, int Files, bool Estimated);

/// <summary>
/// What fills a window before a question is asked. Nobody is sent anything for it: the model counted what it read for its last answer, and the
/// rest is estimated.
/// </summary>
internal sealed class ContextGauge(IChatStore store, ModelCatalog models, Presets.Presets presets)
{
    public async Task<GaugedContext> MeasureAsync(EntityId? chatId, string? wanted, CancellationToken cancellationToken)
    {
        var page = chatId is { } id ? await store.GetMessagesAsync(id, limit: null, before: null, cancellationToken) ?? throw ChatErrors.NoSuchChat(id) : null;
        var model = wanted ?? page?.Chat.Model ?? await models.FindDefaultAsync(cancellationToken);
        if (model is null)
        {
            return new(null, null, 0, 0, 0, Estimated: true);
        }

        var (provider, modelId) = await models.ResolveAsync(model, cancellationToken);
        var preset = await presets.FindAsync(page?.Chat.Settings?.Preset, model, cancellationToken);
        var window = page?.Chat.Settings?.Generation.ContextLength ?? preset?.Settings.ContextLength ?? await models.FindWindowAsync(provider, modelId, cancellationToken);
        var system = TokenEstimate.Of(page?.Chat.SystemPrompt ?? preset?.SystemPrompt);
        IReadOnlyList<Message> history = page?.Messages ?? [];
        var files = history.Sum(TokenEstimate.OfFiles);
        var counted = CountedBy(model, history);
        var messages = counted is { } tokens ? Math.Max(0, tokens - system - files) : history.Sum(TokenEstimate.Of) - files;
        return new(model, window, system, messages, files, Estimated: counted is null && history.Count > 0);
    }

    /// <summary>What the model read and wrote for the last answer is what it will read before the next question; its thinking is not sent again.</summary>
    private static int? CountedBy(string model, IReadOnlyList<Message> history) =>
        history is [.., { Usage: { PromptTokens: { } read, CompletionTokens: { } written } usage } last] && last.Model == model
            ? read + written - (usage.ReasoningTokens ?? 0)
            : null;
}
