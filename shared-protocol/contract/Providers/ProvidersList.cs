using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiChatLocal.Protocol.Providers;

[RpcRequest("providers/list")]
public sealed record ProvidersListParams : IRpcRequest<ProvidersListResult>;

public sealed record ProvidersListResult(IReadOnlyList<ProviderInfo> Providers, IReadOnlyList<ProviderKindInfo> Kinds);

/// <param name="HasApiKey">Whether a key is stored; the key itself is never told.</param>
/// <param name="HasAdminKey">Whether a key for managing models is stored; it is never told either.</param>
/// <param name="HeaderNames">Of the headers that the user set; their values are never told.</param>
/// <param name="LeavesThisMachine">True when requests go to an address that is not loopback.</param>
/// <param name="Enabled">False: it is not asked, and its models are not listed.</param>
/// <param name="BuiltIn">True for the embedded engine, which is always there and cannot be removed.</param>
public sealed record ProviderInfo(
    string ProviderId,
    string Kind,
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? BaseUrl,
    bool HasApiKey,
    bool LeavesThisMachine,
    bool BuiltIn,
    string? ApiKeyVariable = null,
    string? Preset = null,
    ProviderApi? Api = null,
    IReadOnlyList<string>? HeaderNames = null,
    IReadOnlyList<ProviderParameter>? Query = null,
    JsonElement? ExtraBody = null,
    string? ModelsPath = null,
    string? ChatPath = null,
    bool HasAdminKey = false,
    string? AdminKeyVariable = null,
    TextgenSettings? Textgen = null,
    ProviderRouteInfo? Route = null,
    bool Enabled = true);

/// <summary>What a form for a provider of this kind asks.</summary>
/// <param name="TakesRequestSettings">Whether headers, parameters, paths and the like of <see cref="ProvidersAddParams"/> may be given.</param>
/// <param name="TakesAdminKey">Whether a key for managing models may be given beside the API key.</param>
public sealed record ProviderKindInfo(
    string Kind,
    string DisplayName,
    string Description,
    bool TakesBaseUrl,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? DefaultBaseUrl,
    bool TakesApiKey,
    bool TakesRequestSettings,
    IReadOnlyList<ProviderPresetInfo> Presets,
    bool TakesAdminKey = false);

/// <summary>A vendor that is known well enough to be chosen by name.</summary>
/// <param name="BaseUrl">Words in braces, such as <c>{resource}</c>, are the user's to fill in.</param>
/// <param name="KeyVariable">The environment variable in which the vendor's own tools look for the key.</param>
public sealed record ProviderPresetInfo(string Id, string DisplayName, string BaseUrl, string? KeyVariable = null);
