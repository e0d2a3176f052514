using AiChatLocal.Protocol.Chat;

namespace AiChatLocal.Protocol.Presets;

/// <summary>Lists the named ways of asking.</summary>
[RpcRequest("presets/list")]
public sealed record PresetsListParams : IRpcRequest<PresetsListResult>;

/// <param name="Presets">By name.</param>
public sealed record PresetsListResult(IReadOnlyList<Preset> Presets);

/// <param name="SystemPrompt">For chats that have none of their own.</param>
/// <param name="Models">Full names of the models that are asked in this way unless a question says otherwise.</param>
public sealed record Preset(string Name, IReadOnlyList<string> Models, string? SystemPrompt = null, GenerationOptions? Options = null);
