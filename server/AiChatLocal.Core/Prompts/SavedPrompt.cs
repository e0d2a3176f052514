namespace AiChatLocal.Core.Prompts;

/// <summary>A prompt of the user's own library.</summary>
/// <param name="Name">Unique, upper and lower case apart; what is typed after a slash.</param>
/// <param name="Title">What menus show.</param>
/// <param name="Text">With places for what is asked about, which whoever asks fills in.</param>
/// <param name="IsEditorAction">Whether it is offered on code in an editor.</param>
public sealed record SavedPrompt(string Name, string Title, string Text, bool IsEditorAction);
