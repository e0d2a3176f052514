using AiChatLocal.Core.Configuration;

namespace AiChatLocal.Storage.Configuration;

/// <summary>Between the settings of connections and their entries in the file.</summary>
internal static class RouteEntries
{
    public static NetworkSettings? Read(NetworkEntry? entry) => entry is null ? null : new(Filled(entry.CaFile), Span(entry.SilenceLimitSeconds));

    public static NetworkEntry? Write(NetworkSettings? network) =>
        network is null ? null : new() { CaFile = network.CaFile, SilenceLimitSeconds = network.SilenceLimit?.TotalSeconds };

    /// <param name="decrypt">Null: it cannot be.</param>
    public static RouteSettings? Read(RouteEntry? entry, Func<string, Secret?> decrypt) => entry is null ? null : new(
        Filled(entry.ClientCertificate) is not { } file ? null : new(
            file, Filled(entry.ClientKey),
            entry.PassphraseVariable is { } variable ? Secret.FromVariable(variable, Environment.GetEnvironmentVariable)
                : entry.EncryptedPassphrase is { } encrypted ? decrypt(encrypted) : null),
        Span(entry.SilenceLimitSeconds),
        entry.WithoutProxy ? new(Address: null) : entry.Proxy is { } proxy ? new(proxy) : null);

    /// <summary>A passphrase that could not be decrypted here is kept for the one who can, while its certificate stays.</summary>
    /// <param name="was">What <paramref name="before"/> was read as.</param>
    public static RouteEntry? Write(RouteSettings? route, RouteEntry? before, RouteSettings? was, Func<Secret, string> encrypt) => route is null ? null : new()
    {
        ClientCertificate = route.Certificate?.File,
        ClientKey = route.Certificate?.KeyFile,
        PassphraseVariable = route.Certificate?.Passphrase?.Variable,
        EncryptedPassphrase = route.Certificate?.Passphrase is { Variable: null } secret ? encrypt(secret)
            : route.Certificate is { Passphrase: null } same && same.File == before?.ClientCertificate && was?.Certificate?.Passphrase is null ? before.EncryptedPassphrase : null,
        SilenceLimitSeconds = route.SilenceLimit?.TotalSeconds,
        Proxy = route.Proxy?.Address,
        WithoutProxy = route.Proxy is { Address: null },
    };

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static TimeSpan? Span(double? seconds) => seconds is >= 0 and <= 1e6 ? TimeSpan.FromSeconds(seconds.Value) : null;
}
