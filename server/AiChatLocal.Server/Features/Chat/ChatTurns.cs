using System.Collections.Concurrent;
using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Core.Generation;
using AiChatLocal.Core.Privacy;
using AiChatLocal.Core.Providers;
using AiChatLocal.Server.Features.Models;
using AiChatLocal.Server.Features.Prices;

namespace AiChatLocal.Server.Features.Chat;

/// <param name="ChatId">Null: a new chat is made, which is stored behind the reply and never before it.</param>
/// <param name="Model">Full name; null: the chat's, else the default.</param>
internal sealed record Question(EntityId? ChatId, IReadOnlyList<Part> Parts, string? Model = null, string? SystemPrompt = null, Asking? How = null);

/// <summary>How a question is asked.</summary>
/// <param name="Overflow">When the conversation does not fit into the model's window.</param>
/// <param name="Preset">Its name; null: the one that the model is in.</param>
internal sealed record Asking(GenerationSettings Settings, OverflowChoice Overflow = OverflowChoice.Refuse, string? Preset = null)
{
    public static readonly Asking Plainly = new(GenerationSettings.None);
}

/// <summary>Asks models and keeps what they answer. Every door comes through here.</summary>
internal sealed class ChatTurns(
    IChatStore store, ModelCatalog models, Presets.Presets presets, TurnSender sender, PriceTable prices, TimeProvider time)
{
    private const int TitleLength = 80;
    private readonly ConcurrentDictionary<EntityId, bool> _busy = new();
    private readonly ConcurrentDictionary<(EntityId Chat, string Model), int> _windows = new();
    private readonly Abilities _abilities = new(models);
    private readonly Pictures _pictures = new(store);

    /// <summary>
    /// Asks a question at the end of a chat. A cancel is a result, with what had arrived. Throws <see cref="ProblemException"/>; what had
    /// arrived before a provider failed is stored with the failure.
    /// </summary>
    public async Task<TurnResult> AskAsync(Question question, ITurnView view, CancellationToken cancellationToken)
    {
        if (question.ChatId is not { } chatId)
        {
            return await AskInNewChatAsync(question, view, cancellationToken);
        }

        using var _ = Occupy(chatId);
        var page = await store.GetMessagesAsync(chatId, limit: null, before: null, cancellationToken) ?? throw ChatErrors.NoSuchChat(chatId);
        var asked = NewQuestion(chatId, page.Messages.Count > 0 ? page.Messages[^1].Id : null, question.Parts);
        var reply = RunAsync(page.Chat, question.Model, [.. page.Messages, asked], asked, isNew: false, question.How, view, cancellationToken);
        if (page.Messages.Count == 0 && page.Chat.Title.Length == 0)
        {
            // While the model is asked: a question is not held up for its title.
            await Task.WhenAll(reply, store.RenameAsync(chatId, TitleFrom(question.Parts), CancellationToken.None));
        }

        return await reply;
    }

    /// <summary>Asks the question behind an answer (or the question itself) again; the new answer is a sibling of the old one.</summary>
    public async Task<TurnResult> AskAgainAsync(
        EntityId chatId, EntityId messageId, string? model, Asking? how, ITurnView view, CancellationToken cancellationToken)
    {
        using var _ = Occupy(chatId);
        var chat = await store.FindAsync(chatId, cancellationToken) ?? throw ChatErrors.NoSuchChat(chatId);
        var path = await store.GetPathAsync(chatId, messageId, cancellationToken) ?? throw ChatErrors.NoSuchMessage(messageId);
        var history = path[^1].Role == MessageRole.User ? path : [.. path.Take(path.Count - 1)];
        if (history is not [.., { Role: MessageRole.User }])
        {
            throw new RequestException(new(
                ProblemKind.Invalid, "There is no question to ask again.", "The message does not follow a question.", "Choose an answer or a question."));
        }

        return await RunAsync(chat, model, history, newQuestion: null, isNew: false, how, view, cancellationToken);
    }

    /// <summary>The title of a chat that was given none: the start of its first question.</summary>
    public static string TitleFrom(IReadOnlyList<Part> parts)
    {
        var typed = string.Join(' ', parts.OfType<TextPart>().Select(part => part.Text));
        var words = string.Join(' ', typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (words.Length == 0)
        {
            return parts.OfType<SelectionPart>().FirstOrDefault()?.FileName ?? parts.OfType<ImagePart>().FirstOrDefault()?.FileName ?? "Untitled chat";
        }

        if (words.Length <= TitleLength)
        {
            return words;
        }

        var end = words.LastIndexOf(' ', TitleLength - 1);
        end = end > TitleLength / 2 ? end : TitleLength - 1;
        return (char.IsHighSurrogate(words[end - 1]) ? words[..(end - 1)] : words[..end]) + "…";
    }

    private async Task<TurnResult> AskInNewChatAsync(Question question, ITurnView view, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var chat = new Core.Chats.Chat(
            EntityId.New(time), TitleFrom(question.Parts), now, now, question.Model, question.SystemPrompt);
        using var _ = Occupy(chat.Id);
        var asked = NewQuestion(chat.Id, parentId: null, question.Parts);
        return await RunAsync(chat, question.Model, [asked], asked, isNew: true, question.How, view, cancellationToken);
    }

    private async Task<TurnResult> RunAsync(
        Core.Chats.Chat chat,
        string? wantedModel,
        IReadOnlyList<Message> history,
        Message? newQuestion,
        bool isNew,
        Asking? how,
        ITurnView view,
        CancellationToken cancellationToken)
    {
        var model = wantedModel ?? chat.Model ?? await models.FindDefaultAsync(cancellationToken) ?? throw ChatErrors.NoModel();
        var (provider, modelId) = await models.ResolveAsync(model, cancellationToken);
        var reply = new Message(
            EntityId.New(time), chat.Id, history[^1].Id, MessageRole.Assistant, [], MessageStatus.Streaming, time.GetUtcNow(), model,
            provider.LeavesThisMachine);
        var (asked, overflow, presetName) = how ?? Asking.Plainly;
        var preset = await presets.FindAsync(presetName, model, cancellationToken);
        var settings = WithWindow(chat.Id, model, preset is null ? asked : asked.Over(preset.Settings), asked.ContextLength);
        var maySee = await _abilities.CheckAsync(provider, modelId, history, settings, cancellationToken);
        var shown = maySee ? await _pictures.LoadAsync(history, cancellationToken) : history;
        var request = new TurnRequest(provider, modelId, new(model, maySee), chat.SystemPrompt ?? preset?.SystemPrompt, shown, settings, overflow);
        var run = new ReplyRun(
            token => sender.SendAsync(request, view, token),
            // Not written yet when the request leaves: the journal writes behind.
            () => store.BeginReply(new(reply, newQuestion, isNew ? chat : null)),
            usage => prices.CostOf(provider, modelId, usage),
            view,
            time);
        EgressScope.Enter(EgressPurpose.Chat);
        var start = new TurnStart(chat.Id, history[^1].Id, reply.Id, model, provider.LeavesThisMachine);
        var (end, usage) = await run.RunAsync(start, cancellationToken);
        return new(reply.Id, history[^1].Id, end, model, usage);
    }

    /// <summary>A window that was asked for stays the one of its chat and model: the next question has to fit as well.</summary>
    private GenerationSettings WithWindow(EntityId chatId, string model, GenerationSettings settings, int? asked)
    {
        if (asked is { } window)
        {
            _windows[(chatId, model)] = window;
            return settings;
        }

        return _windows.TryGetValue((chatId, model), out var before) ? settings with { ContextLength = before } : settings;
    }

    private Message NewQuestion(EntityId chatId, EntityId? parentId, IReadOnlyList<Part> parts) =>
        new(EntityId.New(time), chatId, parentId, MessageRole.User, parts, MessageStatus.Complete, time.GetUtcNow());

    private Occupation Occupy(EntityId chatId) => _busy.TryAdd(chatId, true)
        ? new(_busy, chatId)
        : throw ChatErrors.Busy();

    private readonly struct Occupation(ConcurrentDictionary<EntityId, bool> busy, EntityId chatId) : IDisposable
    {
        public void Dispose() => busy.TryRemove(chatId, out _);
    }
}
