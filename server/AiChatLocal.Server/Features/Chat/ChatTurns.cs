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
/// <param name="EditOf">The question whose place it takes; null: it stands at the end.</param>
internal sealed record Question(
    EntityId? ChatId, IReadOnlyList<Part> Parts, string? Model = null, string? SystemPrompt = null, Asking? How = null, EntityId? EditOf = null);

/// <summary>How a question is asked.</summary>
/// <param name="Overflow">When the conversation does not fit into the model's window.</param>
/// <param name="Preset">Its name; null: the one that the model is in.</param>
internal sealed record Asking(GenerationSettings Settings, OverflowChoice Overflow = OverflowChoice.Refuse, string? Preset = null)
{
    public static readonly Asking Plainly = new(GenerationSettings.None);

    /// <summary>This, and where it says nothing the settings of the chat.</summary>
    public Asking Over(ChatSettings? chat) =>
        chat is null ? this : this with { Settings = Settings.Over(chat.Generation), Preset = Preset ?? chat.Preset };
}

/// <param name="History">What the model is sent, the question last.</param>
/// <param name="Question">Stored with the answer; null: it is stored already.</param>
/// <param name="Continued">The answer to go on with; null: a new one.</param>
/// <param name="IsBeside">The answer stands beside another one, which stays the current one.</param>
internal sealed record TurnPlan(
    Core.Chats.Chat Chat, IReadOnlyList<Message> History, Message? Question = null, bool IsNew = false, Message? Continued = null, bool IsBeside = false);

/// <summary>Asks models and keeps what they answer. Every door comes through here.</summary>
internal sealed class ChatTurns(
    IChatStore store, IMessageTree tree, ModelCatalog models, Presets.Presets presets, TurnSender sender, PriceTable prices, TimeProvider time)
{
    private const int TitleLength = 80;
    private readonly RunningTurns _running = new(time);
    private readonly ConcurrentDictionary<(EntityId Chat, string Model), int> _windows = new();
    private readonly Abilities _abilities = new(models);
    private readonly Pictures _pictures = new(store, time);

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

        using var running = _running.Enter(chatId);
        // What is read from the disk is not cancelled: a question that is stopped at once is kept all the same.
        var page = await store.GetMessagesAsync(chatId, limit: null, before: null, CancellationToken.None) ?? throw ChatErrors.NoSuchChat(chatId);
        var before = question.EditOf is { } edited ? Before(page.Messages, edited) : page.Messages;
        var parts = await _pictures.WithStoredAsync(chatId, question.Parts, CancellationToken.None);
        var asked = NewQuestion(chatId, before.Count > 0 ? before[^1].Id : null, parts);
        var plan = new TurnPlan(page.Chat, [.. before, asked], asked);
        running.Share(plan);
        var reply = RunAsync(running.NewReplyId(), plan, question.Model, question.How, view, cancellationToken);
        if (page.Messages.Count == 0 && page.Chat.Title.Length == 0)
        {
            // While the model is asked: a question is not held up for its title.
            await Task.WhenAll(reply, store.RenameAsync(chatId, TitleFrom(question.Parts), TitleSource.FirstWords, CancellationToken.None));
        }

        return await reply;
    }

    /// <summary>
    /// Asks the question behind an answer (or the question itself) again; the new answer is a sibling of the old one. Answers to one question
    /// may run at once: the first of them is the current one.
    /// </summary>
    /// <param name="beside">The branch that is the current one stays it in any case.</param>
    public async Task<TurnResult> AskAgainAsync(
        EntityId chatId, EntityId messageId, string? model, Asking? how, bool beside, ITurnView view, CancellationToken cancellationToken)
    {
        using var running = _running.Join(chatId, messageId);
        var plan = running.Plan ?? await PlanAgainAsync(chatId, messageId, cancellationToken);
        running.Share(plan);
        var again = plan with { Question = null, IsNew = false, IsBeside = beside || running.IsBeside };
        return await RunAsync(running.NewReplyId(), again, model, how, view, cancellationToken);
    }

    /// <summary>Goes on with the last answer of the current branch, with the model that wrote it.</summary>
    public async Task<TurnResult> ContinueAsync(EntityId chatId, EntityId messageId, Asking how, ITurnView view, CancellationToken cancellationToken)
    {
        using var running = _running.Enter(chatId);
        var page = await store.GetMessagesAsync(chatId, limit: null, before: null, cancellationToken) ?? throw ChatErrors.NoSuchChat(chatId);
        var answer = page.Messages.FirstOrDefault(message => message.Id == messageId) ?? throw ChatErrors.NoSuchMessage(messageId);
        Continuation.Check(answer, page.Messages[^1].Id);
        var turn = new TurnPlan(page.Chat, Continuation.HistoryFor(page.Messages, answer), Continued: answer);
        return await RunAsync(running.NewReplyId(), turn, answer.Model, how, view, cancellationToken);
    }

    /// <summary>Changes the branches of a chat in which nothing runs.</summary>
    public async Task ChangeTreeAsync(EntityId chatId, EntityId messageId, Func<IMessageTree, EntityId, EntityId, Task<bool>> change)
    {
        using var _ = _running.Enter(chatId);
        if (!await change(tree, chatId, messageId))
        {
            throw ChatErrors.NoSuchMessage(messageId);
        }
    }

    /// <summary>The title of a chat that was given none: the start of its first question.</summary>
    public static string TitleFrom(IReadOnlyList<Part> parts)
    {
        var typed = string.Join(' ', parts.OfType<TextPart>().Select(part => part.Text));
        var words = string.Join(' ', typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (words.Length == 0)
        {
            return parts.OfType<SelectionPart>().FirstOrDefault()?.FileName ?? parts.OfType<ImagePart>().FirstOrDefault()?.FileName ?? T($"Untitled chat");
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
        using var running = _running.Enter(chat.Id);
        var asked = NewQuestion(chat.Id, parentId: null, question.Parts);
        var plan = new TurnPlan(chat, [asked], asked, IsNew: true);
        running.Share(plan);
        return await RunAsync(running.NewReplyId(), plan, question.Model, question.How, view, cancellationToken);
    }

    private async Task<TurnPlan> PlanAgainAsync(EntityId chatId, EntityId messageId, CancellationToken cancellationToken)
    {
        var chat = await store.FindAsync(chatId, cancellationToken) ?? throw ChatErrors.NoSuchChat(chatId);
        var path = await store.GetPathAsync(chatId, messageId, cancellationToken) ?? throw ChatErrors.NoSuchMessage(messageId);
        var history = path[^1].Role == MessageRole.User ? path : [.. path.Take(path.Count - 1)];
        return history is [.., { Role: MessageRole.User }] ? new(chat, history) : throw ChatErrors.NoQuestion();
    }

    private async Task<TurnResult> RunAsync(
        EntityId replyId, TurnPlan turn, string? wantedModel, Asking? how, ITurnView view, CancellationToken cancellationToken)
    {
        var (chat, history) = (turn.Chat, turn.History);
        var model = wantedModel ?? chat.Model ?? await models.FindDefaultAsync(cancellationToken) ?? throw ChatErrors.NoModel();
        var (provider, modelId) = await models.ResolveAsync(model, CancellationToken.None);
        var reply = turn.Continued is { } answer ? answer with { Status = MessageStatus.Streaming } : new Message(
            replyId, chat.Id, history[^1].Id, MessageRole.Assistant, [], MessageStatus.Streaming, time.GetUtcNow(), model,
            provider.LeavesThisMachine);
        var (asked, overflow, presetName) = (how ?? Asking.Plainly).Over(chat.Settings);
        var preset = await presets.FindAsync(presetName, model, CancellationToken.None);
        var settings = WithWindow(chat.Id, model, preset is null ? asked : asked.Over(preset.Settings), asked.ContextLength);
        var maySee = await _abilities.CheckAsync(provider, modelId, history, settings, cancellationToken);
        var shown = maySee ? await _pictures.LoadAsync(history, CancellationToken.None) : history;
        var request = new TurnRequest(provider, modelId, new(model, maySee), chat.SystemPrompt ?? preset?.SystemPrompt, shown, settings, overflow);
        var run = new ReplyRun(
            token => sender.SendAsync(request, view, token),
            // Not written yet when the request leaves: the journal writes behind.
            () => store.BeginReply(new(reply, turn.Question, turn.IsNew ? chat : null, turn.IsBeside)),
            usage => prices.CostOf(provider, modelId, usage),
            view,
            time,
            turn.Continued?.Usage);
        EgressScope.Enter(EgressPurpose.Chat);
        var question = reply.ParentId ?? reply.Id;
        var start = new TurnStart(chat.Id, question, reply.Id, model, provider.LeavesThisMachine, reply.Parts);
        var answered = false;
        try
        {
            var (end, usage) = await run.RunAsync(start, cancellationToken);
            answered = true;
            KeepWindow(chat.Id, model, asked.ContextLength);
            return new(reply.Id, question, end, model, usage);
        }
        finally
        {
            models.Used(provider, modelId, answered);
        }
    }

    private static IReadOnlyList<Message> Before(IReadOnlyList<Message> branch, EntityId edited)
    {
        var at = branch.ToList().FindIndex(message => message.Id == edited && message.Role == MessageRole.User);
        return at >= 0 ? [.. branch.Take(at)] : throw ChatErrors.NoSuchMessage(edited);
    }

    /// <summary>A window that a question had stays the one of its chat and model: the next one has to fit as well. One that was refused does not.</summary>
    private void KeepWindow(EntityId chatId, string model, int? asked)
    {
        if (asked is { } window)
        {
            _windows[(chatId, model)] = window;
        }
    }

    private GenerationSettings WithWindow(EntityId chatId, string model, GenerationSettings settings, int? asked) =>
        asked is null && _windows.TryGetValue((chatId, model), out var before) ? settings with { ContextLength = before } : settings;

    private Message NewQuestion(EntityId chatId, EntityId? parentId, IReadOnlyList<Part> parts) =>
        new(EntityId.New(time), chatId, parentId, MessageRole.User, parts, MessageStatus.Complete, time.GetUtcNow());
}
