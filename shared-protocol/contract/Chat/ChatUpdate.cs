namespace AiChatLocal.Protocol.Chat;

/// <summary>Changes what is said of a chat. What is absent stays.</summary>
/// <param name="Folder">A name, at most 80 characters; empty: takes it out of its folder.</param>
/// <param name="Tags">At most 20, each at most 40 characters; they replace those it had.</param>
/// <param name="SystemPrompt">Empty: takes it away.</param>
/// <param name="Model">Full name; empty: the default model at the time of each question.</param>
/// <param name="Settings">Replaces all of them.</param>
[RpcRequest("chat/update")]
public sealed record ChatUpdateParams(
    string ChatId,
    bool? Pinned = null,
    bool? Archived = null,
    string? Folder = null,
    IReadOnlyList<string>? Tags = null,
    string? SystemPrompt = null,
    string? Model = null,
    ChatSettings? Settings = null)
    : IRpcRequest<EmptyResult>;

/// <summary>How the questions of a chat are asked, where they do not say so themselves.</summary>
/// <param name="Preset">The name of a preset; absent: the one that the model is in.</param>
public sealed record ChatSettings(GenerationOptions? Options = null, string? Preset = null);
