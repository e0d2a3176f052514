namespace AiChatLocal.Protocol.Providers;

/// <summary>Adds a provider: one configured model server or API.</summary>
/// <param name="Kind">One of <see cref="ProvidersListResult.Kinds"/>, e.g. <c>ollama</c>.</param>
/// <param name="Name">Unique; the part of a model's name before the slash. Lower-case letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</param>
/// <param name="BaseUrl">Absent: the kind's default.</param>
/// <param name="ApiKey">Write-only: stored encrypted, never sent back over any door.</param>
[RpcRequest("providers/add")]
public sealed record ProvidersAddParams(string Kind, string Name, string? BaseUrl = null, string? ApiKey = null)
    : IRpcRequest<ProvidersAddResult>;

public sealed record ProvidersAddResult(string ProviderId);
