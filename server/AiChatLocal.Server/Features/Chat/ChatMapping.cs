using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Server.Features.Generation;
using Wire = AiChatLocal.Protocol.Chat;

namespace AiChatLocal.Server.Features.Chat;

/// <summary>Between the stored chats and the contract's records.</summary>
internal static class ChatMapping
{
    public static Wire.ChatSummary ToWire(this Core.Chats.Chat chat) => new(
        chat.Id.ToString(), chat.Title, chat.CreatedAt, chat.UpdatedAt, chat.Model, chat.SystemPrompt, chat.LastWords, chat.PinnedAt, chat.ArchivedAt,
        chat.Folder, chat.Tags, chat.Settings?.Generation.ToWire(), chat.Settings?.Preset, chat.IsTemporary ? true : null);

    public static Wire.ChatMessage ToWire(this Message message) => new(
        message.Id.ToString(),
        message.Role.ToWire(),
        [.. message.Parts.Where(part => part is not SignaturePart).Select(ToWire)],
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
        message.Failure is { } failure ? new(failure.What, failure.ToErrorData()) : null,
        message.IsCut ? true : null,
        message.Rating.ToWire(),
        message.Siblings is { } siblings ? [.. siblings.Select(id => id.ToString())] : null);

    public static Wire.Rating? ToWire(this Rating? rating) => (Wire.Rating?)rating;

    public static Rating? FromWire(this Wire.Rating? rating) => (Rating?)rating;

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
            selection.FileName, selection.LanguageId, selection.StartLine, selection.EndLine, selection.Text, selection.IsWhole ? true : null),
        ImagePart image => new Wire.ImagePart(image.MediaType, FileName: image.FileName, AttachmentId: image.AttachmentId.ToString(), SizeBytes: image.SizeBytes),
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
}
