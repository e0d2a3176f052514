using System.Text.Json;

namespace AiChatLocal.Protocol.Providers;

/// <summary>Adds a provider: one configured model server or API.</summary>
/// <param name="Kind">One of <see cref="ProvidersListResult.Kinds"/>, e.g. <c>ollama</c>.</param>
/// <param name="Name">Unique; the part of a model's name before the slash. Lower-case letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</param>
/// <param name="BaseUrl">Absent: the preset's, or the kind's default.</param>
/// <param name="ApiKey">Write-only: stored encrypted, never sent back over any door.</param>
/// <param name="ApiKeyVariable">In place of a key: the environment variable that holds it, read at each use and never stored.</param>
/// <param name="Preset">Id of one of the kind's <see cref="ProviderKindInfo.Presets"/>. This and what follows: only for kinds that take request settings.</param>
/// <param name="Api">Absent: the one that the kind or the preset is made for.</param>
/// <param name="Headers">Sent with every request.</param>
/// <param name="Query">Added to every address. Shown again, so a key is refused here.</param>
/// <param name="ExtraBody">An object whose fields are put into the body of every question; one that is null is taken out of it.</param>
/// <param name="ModelsPath">Of the list of models, below the base URL.</param>
/// <param name="ChatPath">Of a question to chat completions, below the base URL; <c>{model}</c> in it stands for the model.</param>
/// <param name="AdminKey">Write-only, as the API key: lets in where models are managed, for servers that have a key of its own for that. For kinds that take one.</param>
/// <param name="AdminKeyVariable">In place of an admin key: the environment variable that holds it.</param>
/// <param name="Textgen">For Text Generation WebUI; not with a preset, whose vendor has no such thing.</param>
/// <param name="Route">How it is connected to.</param>
[RpcRequest("providers/add")]
public sealed record ProvidersAddParams(
    string Kind,
    string Name,
    string? BaseUrl = null,
    string? ApiKey = null,
    string? ApiKeyVariable = null,
    string? Preset = null,
    ProviderApi? Api = null,
    IReadOnlyList<ProviderHeader>? Headers = null,
    IReadOnlyList<ProviderParameter>? Query = null,
    JsonElement? ExtraBody = null,
    string? ModelsPath = null,
    string? ChatPath = null,
    string? AdminKey = null,
    string? AdminKeyVariable = null,
    TextgenSettings? Textgen = null,
    ProviderRoute? Route = null) : IRpcRequest<ProvidersAddResult>;

public sealed record ProvidersAddResult(string ProviderId);

/// <summary>A header with its value, or with the environment variable that holds it.</summary>
/// <param name="Value">Write-only: stored encrypted, as it may be a key.</param>
/// <param name="Variable">Read at each use and never stored.</param>
public sealed record ProviderHeader(string Name, string? Value = null, string? Variable = null);

public sealed record ProviderParameter(string Name, string Value);

/// <summary>Which of OpenAI's two ways to talk to a model.</summary>
public enum ProviderApi
{
    Chat,
    Responses,
}
