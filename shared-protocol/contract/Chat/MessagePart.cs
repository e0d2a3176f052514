using System.Text.Json.Serialization;

namespace AiChatLocal.Protocol.Chat;

/// <summary>One piece of a message. In a <see cref="ChatDelta"/>, text of the same kind continues the part before it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(TextPart), "text")]
[JsonDerivedType(typeof(ThinkingPart), "thinking")]
[JsonDerivedType(typeof(SelectionPart), "selection")]
[JsonDerivedType(typeof(ImagePart), "image")]
public abstract record MessagePart;

/// <summary>Markdown of an answer, or a question as typed.</summary>
public sealed record TextPart(string Text) : MessagePart;

/// <summary>What a model thought before answering. Never part of the answer and never sent back to a model.</summary>
public sealed record ThinkingPart(string Text) : MessagePart;

/// <summary>Lines of a file, or another text, that the user attached.</summary>
/// <param name="FileName">As shown: relative to the workspace where it lies in one.</param>
/// <param name="StartLine">First line, counted from 1.</param>
/// <param name="EndLine">Last line, inclusive.</param>
/// <param name="Whole">True: it is all of the file, or no file at all (its name says what it is): lines tell nothing.</param>
public sealed record SelectionPart(string FileName, string LanguageId, int StartLine, int EndLine, string Text, bool? Whole = null) : MessagePart;

/// <summary>A picture: PNG, JPEG, GIF or WebP, at most 20 MiB.</summary>
/// <param name="MediaType">E.g. <c>image/png</c>. Of a picture that is sent, its first bytes decide and not this.</param>
/// <param name="Data">Base64; required when it is sent. Absent in the history, where <c>chat/attachment</c> gives it.</param>
/// <param name="AttachmentId">Its id in the history; absent when it is sent.</param>
/// <param name="SizeBytes">Of the picture itself; absent when it is sent.</param>
public sealed record ImagePart(
    string MediaType, string? Data = null, string? FileName = null, string? AttachmentId = null, long? SizeBytes = null) : MessagePart;
