using System.Text.Json.Serialization;

namespace AiChatLocal.Protocol.Providers;

[RpcRequest("providers/list")]
public sealed record ProvidersListParams : IRpcRequest<ProvidersListResult>;

public sealed record ProvidersListResult(IReadOnlyList<ProviderInfo> Providers, IReadOnlyList<ProviderKindInfo> Kinds);

/// <param name="HasApiKey">Whether a key is stored; the key itself is never told.</param>
/// <param name="LeavesThisMachine">True when requests go to an address that is not loopback.</param>
/// <param name="BuiltIn">True for the embedded engine, which is always there and cannot be removed.</param>
public sealed record ProviderInfo(
    string ProviderId,
    string Kind,
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? BaseUrl,
    bool HasApiKey,
    bool LeavesThisMachine,
    bool BuiltIn);

/// <summary>What a form for a provider of this kind asks.</summary>
public sealed record ProviderKindInfo(
    string Kind,
    string DisplayName,
    string Description,
    bool TakesBaseUrl,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? DefaultBaseUrl,
    bool TakesApiKey);
