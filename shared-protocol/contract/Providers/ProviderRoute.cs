namespace AiChatLocal.Protocol.Providers;

/// <summary>How a provider is connected to; what is absent is as the system and <c>network/set</c> say.</summary>
/// <param name="ClientCertificate">Absolute path of the certificate by which the server knows this user: PEM, or PKCS #12 (<c>.pfx</c>, <c>.p12</c>).</param>
/// <param name="ClientKey">Absolute path of its private key in PEM, where that is a file of its own.</param>
/// <param name="Passphrase">Of the private key. Write-only: stored encrypted. Absent, with the same certificate as before: it stays. Empty: there is none.</param>
/// <param name="PassphraseVariable">In place of a passphrase: the environment variable that holds it, read at each use and never stored.</param>
/// <param name="SilenceLimitSeconds">How long the server may send nothing, 1 to 86400; 0: as long as it likes, whatever holds for all.</param>
/// <param name="Proxy"><c>none</c>: it is reached without the system's proxy. Else the address of its own proxy, without user and password.</param>
/// <param name="ProxyUser">Whom its own proxy is told to let through.</param>
/// <param name="ProxyPassword">The user's. Write-only: stored encrypted. Absent, with the same proxy and user as before: it stays. Empty: there is none.</param>
/// <param name="ProxyPasswordVariable">In place of a password: the environment variable that holds it, read when it is needed and never stored.</param>
public sealed record ProviderRoute(
    string? ClientCertificate = null,
    string? ClientKey = null,
    string? Passphrase = null,
    string? PassphraseVariable = null,
    int? SilenceLimitSeconds = null,
    string? Proxy = null,
    string? ProxyUser = null,
    string? ProxyPassword = null,
    string? ProxyPasswordVariable = null);

/// <summary>A <see cref="ProviderRoute"/> as it is shown: passphrase and password are never told.</summary>
public sealed record ProviderRouteInfo(
    string? ClientCertificate = null,
    string? ClientKey = null,
    bool HasPassphrase = false,
    string? PassphraseVariable = null,
    int? SilenceLimitSeconds = null,
    string? Proxy = null,
    string? ProxyUser = null,
    bool HasProxyPassword = false,
    string? ProxyPasswordVariable = null);
