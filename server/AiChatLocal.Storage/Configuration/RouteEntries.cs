using AiChatLocal.Core.Configuration;

namespace AiChatLocal.Storage.Configuration;

/// <summary>Between the settings of connections and their entries in the file. What a newer version wrote stays.</summary>
internal static class RouteEntries
{
    public static NetworkSettings? Read(NetworkEntry? entry)
    {
        var read = entry is null ? null : new NetworkSettings(Filled(entry.CaFile), Span(entry.SilenceLimitSeconds));
        return read == NetworkSettings.None ? null : read;
    }

    public static NetworkEntry? Write(NetworkSettings? network, NetworkEntry? before) => network is null && before?.Others is null ? null : new()
    {
        CaFile = network?.CaFile,
        SilenceLimitSeconds = network?.SilenceLimit?.TotalSeconds,
        Others = before?.Others,
    };

    public static RouteSettings? Read(RouteEntry? entry, RouteKeys keys)
    {
        if (entry is null)
        {
            return null;
        }

        var read = new RouteSettings(
            Filled(entry.ClientCertificate) is not { } file ? null : new(file, Filled(entry.ClientKey), keys.ReadPassphrase(entry)),
            Span(entry.SilenceLimitSeconds),
            entry.WithoutProxy ? new(Address: null) : entry.Proxy is { } proxy ? new(proxy, Filled(entry.ProxyUser), keys.ReadProxyPassword(entry)) : null);
        return read == RouteSettings.None ? null : read;
    }

    /// <summary>A secret that could not be decrypted here is kept for the one who can, while what it belongs to stays.</summary>
    /// <param name="was">What <paramref name="before"/> was read as.</param>
    public static RouteEntry? Write(RouteSettings? route, RouteEntry? before, RouteSettings? was, RouteKeys keys) => route is null && before?.Others is null ? null : new()
    {
        ClientCertificate = route?.Certificate?.File,
        ClientKey = route?.Certificate?.KeyFile,
        PassphraseVariable = route?.Certificate?.Passphrase?.Variable,
        EncryptedPassphrase = keys.WritePassphrase(route?.Certificate?.Passphrase)
            ?? (route?.Certificate is { Passphrase: null } same && same.File == before?.ClientCertificate && was?.Certificate?.Passphrase is null ? before.EncryptedPassphrase : null),
        SilenceLimitSeconds = route?.SilenceLimit?.TotalSeconds,
        Proxy = route?.Proxy?.Address,
        ProxyUser = route?.Proxy?.User,
        ProxyPasswordVariable = route?.Proxy?.Password?.Variable,
        EncryptedProxyPassword = keys.WriteProxyPassword(route?.Proxy?.Password)
            ?? (route?.Proxy is { Password: null, User: { } user } way && way.Address == before?.Proxy && user == before?.ProxyUser && was?.Proxy?.Password is null ? before?.EncryptedProxyPassword : null),
        WithoutProxy = route?.Proxy is { Address: null },
        Others = before?.Others,
    };

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static TimeSpan? Span(double? seconds) => seconds is >= 0 and <= 1e6 ? TimeSpan.FromSeconds(seconds.Value) : null;
}
