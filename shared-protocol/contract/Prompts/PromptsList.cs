namespace AiChatLocal.Protocol.Prompts;

/// <summary>Lists the prompts of the user's own library.</summary>
[RpcRequest("prompts/list")]
public sealed record PromptsListParams : IRpcRequest<PromptsListResult>;

/// <param name="Prompts">By name.</param>
public sealed record PromptsListResult(IReadOnlyList<Prompt> Prompts);

/// <param name="Name">What is typed after a slash.</param>
/// <param name="Title">What menus show.</param>
/// <param name="Text">May hold <c>{{selection}}</c>, <c>{{file}}</c> and <c>{{input}}</c>: the selected code, the name of the file, and what the user adds.</param>
/// <param name="IsEditorAction">Whether it is offered on code in an editor.</param>
public sealed record Prompt(string Name, string Title, string Text, bool IsEditorAction);
