using AiChatLocal.Core.Configuration;

namespace AiChatLocal.Storage.Configuration;

/// <summary>The secrets of a provider's connections: each is authenticated with its place, so that it cannot be put elsewhere.</summary>
internal sealed record RouteKeys(KeyCipher Keys, string ProviderId)
{
    public Secret? ReadPassphrase(RouteEntry entry) => Read(entry.PassphraseVariable, entry.EncryptedPassphrase, "passphrase");

    public Secret? ReadProxyPassword(RouteEntry entry) => Read(entry.ProxyPasswordVariable, entry.EncryptedProxyPassword, "proxy");

    public string? WritePassphrase(Secret? secret) => Write(secret, "passphrase");

    public string? WriteProxyPassword(Secret? secret) => Write(secret, "proxy");

    /// <returns>Null: there is none, or it cannot be decrypted here.</returns>
    private Secret? Read(string? variable, string? encrypted, string what) =>
        variable is not null ? Secret.FromVariable(variable, Environment.GetEnvironmentVariable) : encrypted is not null ? Keys.Decrypt(encrypted, $"{ProviderId}/{what}") : null;

    private string? Write(Secret? secret, string what) => secret is { Variable: null } ? Keys.Encrypt(secret, $"{ProviderId}/{what}") : null;
}
