using AiChatLocal.Protocol.Chat;

namespace AiChatLocal.Protocol.Presets;

/// <summary>Adds a preset, or changes one wholly: what is absent is taken out of it.</summary>
/// <param name="Name">1 to 64 characters, unique, upper and lower case apart.</param>
/// <param name="Before">The name that it had until now; absent: it is new, or keeps its name.</param>
/// <param name="Models">These models leave the preset that they were in.</param>
[RpcRequest("presets/save")]
public sealed record PresetsSaveParams(
    string Name,
    string? Before = null,
    string? SystemPrompt = null,
    GenerationOptions? Options = null,
    IReadOnlyList<string>? Models = null) : IRpcRequest<EmptyResult>;
