using System.Text.Json.Serialization;
using AiChatLocal.Core;
using AiChatLocal.Core.Chats;

namespace AiChatLocal.Server.Features.Transfer.Export;

/// <summary>The lossless JSON: what docs/export.md describes.</summary>
internal static class ChatFile
{
    public const string Format = "ai-chat-local";

    /// <summary>Grows when a reader of the version before would read something wrongly, not when a member is added.</summary>
    public const int Version = 1;
}

internal sealed record FileChat(
    string Id,
    string Title,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    TitleSource TitleSource = TitleSource.FirstWords,
    string? Model = null,
    string? SystemPrompt = null,
    ChatSettings? Settings = null,
    DateTimeOffset? PinnedAt = null,
    DateTimeOffset? ArchivedAt = null,
    string? Folder = null,
    IReadOnlyList<string>? Tags = null,
    string? Origin = null,
    string? LastMessageId = null,
    IReadOnlyList<FileMessage>? Messages = null);

internal sealed record FileMessage(
    string Id,
    MessageRole Role,
    MessageStatus Status,
    DateTimeOffset CreatedAt,
    IReadOnlyList<FilePart> Parts,
    string? ParentId = null,
    string? Model = null,
    bool LeavesThisMachine = false,
    bool IsCut = false,
    Rating? Rating = null,
    ReplyUsage? Usage = null,
    Problem? Failure = null);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(FileText), "text")]
[JsonDerivedType(typeof(FileThinking), "thinking")]
[JsonDerivedType(typeof(FileSignature), "signature")]
[JsonDerivedType(typeof(FileSelection), "selection")]
[JsonDerivedType(typeof(FileImage), "image")]
internal abstract record FilePart;

internal sealed record FileText(string Text) : FilePart;

internal sealed record FileThinking(string Text) : FilePart;

internal sealed record FileSignature(string Data) : FilePart;

internal sealed record FileSelection(string FileName, string LanguageId, int StartLine, int EndLine, string Text, bool? Whole = null) : FilePart;

/// <param name="Data">Base64 in the file; null: the picture's bytes were lost.</param>
internal sealed record FileImage(string AttachmentId, string MediaType, long SizeBytes, string? FileName = null, byte[]? Data = null) : FilePart;
