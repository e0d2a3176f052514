namespace AiChatLocal.Core.Chats;

/// <summary>One piece of a stored message.</summary>
public abstract record Part;

public sealed record TextPart(string Text) : Part;

/// <summary>Never sent back to a model.</summary>
public sealed record ThinkingPart(string Text) : Part;

/// <summary>Lines <paramref name="StartLine"/> to <paramref name="EndLine"/>, counted from 1 and inclusive, of a file.</summary>
public sealed record SelectionPart(string FileName, string LanguageId, int StartLine, int EndLine, string Text) : Part;
