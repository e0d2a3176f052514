using System.Text.Json;
using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Storage.Entities;

namespace AiChatLocal.Storage;

/// <summary>Between the domain and its tables.</summary>
internal sealed class EntityMapping(IContentCodec codec)
{
    private const int LastWordsLength = 120;

    public ChatEntity ToEntity(Chat chat) => new()
    {
        Id = chat.Id.Value,
        Title = codec.Encode(chat.Title),
        CreatedAt = chat.CreatedAt.ToUnixTimeMilliseconds(),
        UpdatedAt = chat.UpdatedAt.ToUnixTimeMilliseconds(),
        Model = chat.Model,
        SystemPrompt = Encode(chat.SystemPrompt),
        LastWords = Encode(chat.LastWords),
        TitleSource = chat.TitleSource,
        PinnedAt = chat.PinnedAt?.ToUnixTimeMilliseconds() ?? 0,
        ArchivedAt = chat.ArchivedAt?.ToUnixTimeMilliseconds(),
        Folder = Encode(chat.Folder),
        Tags = EncodeTags(chat.Tags),
        Origin = chat.Origin,
        Settings = EncodeSettings(chat.Settings),
    };

    public static MessageEntity ToEntity(Message message, string? owner) => new()
    {
        Id = message.Id.Value,
        ChatId = message.ChatId.Value,
        ParentId = message.ParentId?.Value,
        Role = message.Role,
        Status = message.Status,
        CreatedAt = message.CreatedAt.ToUnixTimeMilliseconds(),
        Model = message.Model,
        LeavesThisMachine = message.LeavesThisMachine,
        Owner = owner,
        Usage = message.Usage is { } usage ? JsonSerializer.Serialize(usage, StoredJson.Default.ReplyUsage) : null,
        Failure = message.Failure is { } failure ? JsonSerializer.Serialize(failure, StoredJson.Default.Problem) : null,
        IsCut = message.IsCut,
        Rating = message.Rating,
    };

    public PartEntity ToEntity(Part part, EntityId messageId, int ordinal) => part switch
    {
        TextPart text => new() { MessageId = messageId.Value, Ordinal = ordinal, Kind = PartKind.Text, Text = codec.Encode(text.Text) },
        ThinkingPart thinking => new() { MessageId = messageId.Value, Ordinal = ordinal, Kind = PartKind.Thinking, Text = codec.Encode(thinking.Text) },
        SelectionPart selection => new()
        {
            MessageId = messageId.Value,
            Ordinal = ordinal,
            Kind = PartKind.Selection,
            Text = codec.Encode(selection.Text),
            Details = codec.Encode(JsonSerializer.Serialize(
                new(selection.FileName, selection.LanguageId, selection.StartLine, selection.EndLine, selection.IsWhole ? true : null), StoredJson.Default.SelectionDetails)),
        },
        SignaturePart signature => new() { MessageId = messageId.Value, Ordinal = ordinal, Kind = PartKind.Signature, Text = codec.Encode(signature.Data) },
        ImagePart image => new()
        {
            MessageId = messageId.Value,
            Ordinal = ordinal,
            Kind = PartKind.Image,
            Text = codec.Encode(image.FileName ?? ""),
            Details = codec.Encode(JsonSerializer.Serialize(
                new(image.AttachmentId.Value, image.MediaType, image.SizeBytes), StoredJson.Default.ImageDetails)),
        },
        _ => throw new NotSupportedException($"A part of type {part.GetType().Name} has no table."),
    };

    public static PartKind KindOf(Part part) => part switch
    {
        TextPart => PartKind.Text,
        ThinkingPart => PartKind.Thinking,
        SelectionPart => PartKind.Selection,
        ImagePart => PartKind.Image,
        _ => PartKind.Signature,
    };

    public Part ToPart(PartKind kind, string text, string? details)
    {
        switch (kind)
        {
            case PartKind.Thinking:
                return new ThinkingPart(codec.Decode(text));
            case PartKind.Selection when details is not null:
                var about = JsonSerializer.Deserialize(codec.Decode(details), StoredJson.Default.SelectionDetails)!;
                return new SelectionPart(about.FileName, about.LanguageId, about.StartLine, about.EndLine, codec.Decode(text), about.IsWhole ?? false);
            case PartKind.Image when details is not null:
                var image = JsonSerializer.Deserialize(codec.Decode(details), StoredJson.Default.ImageDetails)!;
                var name = codec.Decode(text);
                return new ImagePart(new(image.AttachmentId), image.MediaType, image.SizeBytes, name.Length > 0 ? name : null);
            case PartKind.Signature:
                return new SignaturePart(codec.Decode(text));
            default:
                return new TextPart(codec.Decode(text));
        }
    }

    /// <summary>The bytes that a part brings with it; null: none.</summary>
    public AttachmentEntity? ToAttachment(Part part, EntityId messageId) => part is ImagePart { Data: { } data } image
        ? new() { Id = image.AttachmentId.Value, MessageId = messageId.Value, MediaType = image.MediaType, Data = codec.Encode(data) }
        : null;

    public Attachment ToAttachment(AttachmentEntity stored) => new(new(stored.Id), stored.MediaType, codec.Decode(stored.Data));

    /// <summary>The start of a message, as the list of chats shows it. Null when it has no text.</summary>
    public string? LastWords(IEnumerable<Part> parts) => parts.OfType<TextPart>().FirstOrDefault() is { } text ? LastWords(text.Text) : null;

    public string? LastWords(string text) => Encode(FirstWords(text));

    public static string? FirstWords(string text)
    {
        var start = text.AsSpan(0, Math.Min(text.Length, LastWordsLength * 4)).ToString();
        var words = string.Join(' ', start.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (words.Length > LastWordsLength)
        {
            words = words[..(char.IsHighSurrogate(words[LastWordsLength - 1]) ? LastWordsLength - 1 : LastWordsLength)];
        }

        return words.Length > 0 ? words : null;
    }

    public string EncodeText(string text) => codec.Encode(text);

    public string? EncodeTags(IReadOnlyList<string>? tags) =>
        tags is { Count: > 0 } ? JsonSerializer.Serialize([.. tags.Select(codec.Encode)], StoredJson.Default.StringArray) : null;

    public IReadOnlyList<string>? DecodeTags(string? stored) =>
        stored is null ? null : [.. JsonSerializer.Deserialize(stored, StoredJson.Default.StringArray)!.Select(codec.Decode)];

    public string? EncodeSettings(ChatSettings? settings) =>
        settings is null ? null : codec.Encode(JsonSerializer.Serialize(settings, StoredJson.Default.ChatSettings));

    public ChatSettings? DecodeSettings(string? stored) =>
        stored is null ? null : JsonSerializer.Deserialize(codec.Decode(stored), StoredJson.Default.ChatSettings);

    private string? Encode(string? plain) => plain is null ? null : codec.Encode(plain);
}
