namespace AiChatLocal.Protocol.Prompts;

/// <summary>Adds a prompt to the library, or changes one wholly.</summary>
/// <param name="Name">1 to 64 letters, digits, hyphens and underscores; unique, upper and lower case apart.</param>
/// <param name="Title">Absent: the name.</param>
/// <param name="IsEditorAction">Absent: it is none.</param>
/// <param name="Before">The name that it had until now; absent: it is new, or keeps its name.</param>
[RpcRequest("prompts/save")]
public sealed record PromptsSaveParams(string Name, string Text, string? Title = null, bool? IsEditorAction = null, string? Before = null)
    : IRpcRequest<EmptyResult>;
