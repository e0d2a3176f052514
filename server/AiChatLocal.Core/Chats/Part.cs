namespace AiChatLocal.Core.Chats;

/// <summary>One piece of a stored message.</summary>
public abstract record Part;

public sealed record TextPart(string Text) : Part;

/// <summary>Never sent back to a model as text.</summary>
public sealed record ThinkingPart(string Text) : Part;

/// <summary>
/// What a vendor signed or encrypted of the thinking before it. It goes back unchanged to the model that wrote it, with that thinking, and to
/// nobody else; it is never shown.
/// </summary>
public sealed record SignaturePart(string Data) : Part;

/// <summary>Lines <paramref name="StartLine"/> to <paramref name="EndLine"/>, counted from 1 and inclusive, of a file.</summary>
/// <param name="IsWhole">It is all of the file, or no file at all: lines tell nothing.</param>
public sealed record SelectionPart(string FileName, string LanguageId, int StartLine, int EndLine, string Text, bool IsWhole = false) : Part;

/// <summary>A picture.</summary>
/// <param name="MediaType">One of <see cref="ImageTypes"/>.</param>
/// <param name="Data">Null for a stored picture: <see cref="IChatStore.FindAttachmentAsync"/> reads it where it is needed.</param>
public sealed record ImagePart(EntityId AttachmentId, string MediaType, long SizeBytes, string? FileName = null, ReadOnlyMemory<byte>? Data = null) : Part;

/// <summary>The bytes of an attached file.</summary>
public sealed record Attachment(EntityId Id, string MediaType, ReadOnlyMemory<byte> Data);
