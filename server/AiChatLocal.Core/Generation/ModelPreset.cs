namespace AiChatLocal.Core.Generation;

/// <summary>A named way of asking: chosen for a question, or the way in which some models are always asked.</summary>
/// <param name="Name">Unique, upper and lower case apart.</param>
/// <param name="SystemPrompt">For chats that have none of their own.</param>
/// <param name="Models">Full names of the models that are asked in this way unless a question says otherwise. A model is in one preset at most.</param>
public sealed record ModelPreset(string Name, string? SystemPrompt, GenerationSettings Settings, IReadOnlyList<string> Models);
