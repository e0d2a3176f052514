namespace AiChatLocal.Protocol.Providers;

/// <summary>Looks for model servers on this machine's loopback addresses. Nothing else is contacted, nothing is added.</summary>
[RpcRequest("providers/discover")]
public sealed record ProvidersDiscoverParams : IRpcRequest<ProvidersDiscoverResult>;

public sealed record ProvidersDiscoverResult(IReadOnlyList<DiscoveredProvider> Found);

/// <param name="DisplayName">What answered, e.g. <c>Ollama</c> or <c>llama.cpp server</c>: told from its answer, never from the port.</param>
/// <param name="SuggestedName">A free name for <c>providers/add</c>.</param>
/// <param name="ProviderId">Set when a provider with this address exists already.</param>
public sealed record DiscoveredProvider(
    string Kind, string DisplayName, string BaseUrl, string SuggestedName, IReadOnlyList<string> Models, string? Version = null, string? ProviderId = null);
