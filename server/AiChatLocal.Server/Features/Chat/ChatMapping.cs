using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using Wire = AiChatLocal.Protocol.Chat;

namespace AiChatLocal.Server.Features.Chat;

/// <summary>Between the stored chats and the contract's records.</summary>
internal static class ChatMapping
{
    public static Wire.ChatSummary ToWire(this Core.Chats.Chat chat) => new(
        chat.Id.ToString(), chat.Title, chat.CreatedAt, chat.UpdatedAt, chat.Model, chat.SystemPrompt, chat.LastWords);

    public static Wire.ChatMessage ToWire(this Message message) => new(
        message.Id.ToString(),
        message.Role.ToWire(),
        [.. message.Parts.Select(ToWire)],
        message.Status switch
        {
            MessageStatus.Streaming => Wire.MessageStatus.Streaming,
            MessageStatus.Complete => Wire.MessageStatus.Complete,
            MessageStatus.Cancelled => Wire.MessageStatus.Cancelled,
            MessageStatus.Interrupted => Wire.MessageStatus.Interrupted,
            _ => Wire.MessageStatus.Failed,
        },
        message.CreatedAt,
        message.ParentId?.ToString(),
        message.Model,
        message.LeavesThisMachine,
        message.Usage?.ToWire(),
        message.Failure is { } failure ? new(failure.What, failure.ToErrorData()) : null);

    public static Wire.MessageRole ToWire(this MessageRole role) => role switch
    {
        MessageRole.User => Wire.MessageRole.User,
        MessageRole.Assistant => Wire.MessageRole.Assistant,
        _ => Wire.MessageRole.System,
    };

    public static Wire.TokenUsage ToWire(this ReplyUsage usage) => new(
        usage.PromptTokens,
        usage.CompletionTokens,
        usage.PromptTokensPerSecond,
        usage.TokensPerSecond,
        usage.TimeToFirstTokenMs,
        usage.DurationMs,
        usage.CachedTokens,
        usage.ReasoningTokens,
        usage.Cost is { } cost ? new(cost.Amount, cost.Currency, cost.PricesOf) : null);

    public static Wire.ChatSearchHit ToWire(this SearchHit hit) => new(
        hit.ChatId.ToString(), hit.MessageId.ToString(), hit.Snippet, hit.ChatTitle, hit.Role.ToWire(), hit.CreatedAt);

    public static Wire.MessagePart ToWire(this Part part) => part switch
    {
        TextPart text => new Wire.TextPart(text.Text),
        ThinkingPart thinking => new Wire.ThinkingPart(thinking.Text),
        SelectionPart selection => new Wire.SelectionPart(
            selection.FileName, selection.LanguageId, selection.StartLine, selection.EndLine, selection.Text),
        _ => throw new NotSupportedException($"A part of type {part.GetType().Name} has no form in the contract."),
    };

    public static Wire.ChatReplyResult ToWire(this TurnResult result) => new(
        result.ReplyId.ToString(),
        result.QuestionId.ToString(),
        result.End switch
        {
            TurnEnd.Stop => Wire.StopReason.Stop,
            TurnEnd.Length => Wire.StopReason.Length,
            TurnEnd.Cancelled => Wire.StopReason.Cancelled,
            _ => Wire.StopReason.Other,
        },
        result.Model,
        result.Usage?.ToWire());

    /// <summary>A question's parts: what is attached, then what was typed.</summary>
    public static IReadOnlyList<Part> ToQuestion(string text, IReadOnlyList<Wire.MessagePart>? attachments)
    {
        List<Part> parts = [.. (attachments ?? []).Select(FromWire)];
        if (text.Length > 0)
        {
            parts.Add(new TextPart(text));
        }

        return parts.Count > 0
            ? parts
            : throw new RequestException(new(ProblemKind.Invalid, "The question is empty.", "It has neither text nor attachments.", "Type a question."));
    }

    private static Part FromWire(Wire.MessagePart part) => part switch
    {
        Wire.TextPart text => new TextPart(text.Text),
        Wire.SelectionPart selection when selection.StartLine >= 1 && selection.EndLine >= selection.StartLine => new SelectionPart(
            selection.FileName, selection.LanguageId, selection.StartLine, selection.EndLine, selection.Text),
        Wire.SelectionPart => throw new RequestException(new(
            ProblemKind.Invalid, "The attached lines are not a range.", "startLine counts from 1 and endLine is not before it.", "Correct the line numbers.")),
        _ => throw new RequestException(new(
            ProblemKind.Invalid, "A part of this kind cannot be attached.", "Only text and selections can.", "Leave it out.")),
    };
}
