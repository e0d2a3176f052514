using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Core.Transfer;

namespace AiChatLocal.Server.Features.Transfer.Export;

/// <summary>Between the domain and the file's records.</summary>
internal static class ChatFileMapping
{
    /// <summary>Without the messages, which are written one at a time.</summary>
    public static FileChat ToFile(this ArchivedChat archived)
    {
        var chat = archived.Chat;
        return new(
            chat.Id.ToString(), chat.Title, chat.CreatedAt, chat.UpdatedAt, chat.TitleSource, chat.Model, chat.SystemPrompt, chat.Settings,
            chat.PinnedAt, chat.ArchivedAt, chat.Folder, chat.Tags, chat.Origin, archived.LeafId?.ToString());
    }

    /// <summary>A reply that still runs is written as what it would be if its process ended now.</summary>
    public static FileMessage ToFile(this Message message) => new(
        message.Id.ToString(),
        message.Role,
        message.Status == MessageStatus.Streaming ? MessageStatus.Interrupted : message.Status,
        message.CreatedAt,
        [.. message.Parts.Select(ToFile)],
        message.ParentId?.ToString(),
        message.Model,
        message.LeavesThisMachine,
        message.IsCut,
        message.Rating,
        message.Usage,
        message.Failure);

    /// <exception cref="UnreadableException">An id is none.</exception>
    public static ArchivedChat ToDomain(this FileChat file)
    {
        var chat = new Core.Chats.Chat(
            ParseId(file.Id), file.Title, file.CreatedAt, file.UpdatedAt, file.Model, file.SystemPrompt, LastWords: null, file.TitleSource, file.Settings,
            file.PinnedAt, file.ArchivedAt, file.Folder, file.Tags, file.Origin);
        return new(
            chat,
            [.. (file.Messages ?? []).Select(message => message.ToDomain(chat.Id))],
            file.LastMessageId is { } leaf ? ParseId(leaf) : null);
    }

    private static Message ToDomain(this FileMessage file, EntityId chatId) => new(
        ParseId(file.Id),
        chatId,
        file.ParentId is { } parent ? ParseId(parent) : null,
        file.Role,
        [.. file.Parts.Select(ToDomain)],
        file.Status,
        file.CreatedAt,
        file.Model,
        file.LeavesThisMachine,
        file.Usage,
        file.Failure,
        file.IsCut,
        file.Rating);

    private static FilePart ToFile(Part part) => part switch
    {
        TextPart text => new FileText(text.Text),
        ThinkingPart thinking => new FileThinking(thinking.Text),
        SignaturePart signature => new FileSignature(signature.Data),
        SelectionPart selection => new FileSelection(
            selection.FileName, selection.LanguageId, selection.StartLine, selection.EndLine, selection.Text, selection.IsWhole ? true : null),
        ImagePart image => new FileImage(image.AttachmentId.ToString(), image.MediaType, image.SizeBytes, image.FileName, image.Data?.ToArray()),
        _ => throw new NotSupportedException($"A part of type {part.GetType().Name} has no form in the file."),
    };

    private static Part ToDomain(FilePart part) => part switch
    {
        FileText text => new TextPart(text.Text),
        FileThinking thinking => new ThinkingPart(thinking.Text),
        FileSignature signature => new SignaturePart(signature.Data),
        FileSelection selection => new SelectionPart(
            selection.FileName, selection.LanguageId, selection.StartLine, selection.EndLine, selection.Text, selection.Whole ?? false),
        FileImage image => new ImagePart(ParseId(image.AttachmentId), image.MediaType, image.SizeBytes, image.FileName, image.Data),
        _ => throw new NotSupportedException($"A part of type {part.GetType().Name} is not known."),
    };

    private static EntityId ParseId(string text) => EntityId.TryParse(text, out var id) ? id : throw new UnreadableException($"“{text}” is not an id.");
}
