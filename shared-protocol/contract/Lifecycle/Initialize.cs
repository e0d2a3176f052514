namespace AiChatLocal.Protocol.Lifecycle;

/// <summary>The first request of a session.</summary>
/// <param name="ContractHash">Hash of the contract that the client was built from; a different one is refused with <see cref="RpcErrorCode.ContractMismatch"/>.</param>
/// <param name="DataDirectory">Absolute path of the data directory; absent: <c>--data-dir</c>, <c>AI_CHAT_LOCAL_DATA_DIR</c>, then the platform's own.</param>
/// <param name="Locale">The language of what a user reads, as a tag of BCP 47, e.g. <c>de</c>; absent, or without a translation: English.</param>
[RpcRequest("initialize")]
public sealed record InitializeParams(
    string ClientName, string ClientVersion, string? ContractHash = null, string? DataDirectory = null, string? Locale = null)
    : IRpcRequest<InitializeResult>;

public sealed record InitializeResult(
    string ServerName, string ServerVersion, string ContractHash, string DataDirectory, ServerCapabilities Capabilities);

/// <param name="ProviderKinds">The kinds that <c>providers/add</c> takes.</param>
/// <param name="MaxFrameBytes">The largest frame that the server reads; a larger one is answered with an error and skipped.</param>
public sealed record ServerCapabilities(IReadOnlyList<string> ProviderKinds, int MaxFrameBytes);
