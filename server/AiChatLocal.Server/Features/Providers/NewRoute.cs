using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Protocol.Providers;
using AiChatLocal.Providers.Http;
using AiChatLocal.Server.Features.Network;

namespace AiChatLocal.Server.Features.Providers;

/// <summary>Checks how a provider is to be connected to.</summary>
internal static class NewRoute
{
    private const string WithoutProxy = "none";

    /// <param name="url">The provider's address; null: it has none.</param>
    /// <param name="before">What was set before; null: nothing.</param>
    public static RouteSettings? Check(ProviderRoute? wanted, Uri? url, RouteSettings? before, TimeProvider time)
    {
        if (wanted is null)
        {
            return null;
        }

        var route = new RouteSettings(
            Certificate(wanted, before?.Certificate), NetworkEditor.CheckSilence(wanted.SilenceLimitSeconds, least: 0), Proxy(wanted, url, before?.Proxy));
        if (route.Certificate is { } certificate && certificate != before?.Certificate)
        {
            NetworkEditor.Read(() => TlsFiles.CheckClientCertificate(certificate, time.GetUtcNow()));
        }

        return route.Certificate is not null && url?.Scheme == "http"
            ? throw Invalid($"A client certificate needs https.", $"The base URL begins with http://, where no certificate is shown.", $"Correct the base URL, or leave the certificate out.")
            : route == RouteSettings.None ? null : route;
    }

    public static ProviderRouteInfo? ToWire(RouteSettings? route) => route is null ? null : new(
        route.Certificate?.File,
        route.Certificate?.KeyFile,
        route.Certificate?.Passphrase is not null,
        route.Certificate?.Passphrase?.Variable,
        (int?)route.SilenceLimit?.TotalSeconds,
        route.Proxy is { } proxy ? proxy.Address?.ToString() ?? WithoutProxy : null,
        route.Proxy?.User,
        route.Proxy?.Password is not null,
        route.Proxy?.Password?.Variable);

    private static ClientCertificate? Certificate(ProviderRoute wanted, ClientCertificate? before)
    {
        if (wanted.ClientCertificate is not { Length: > 0 } file)
        {
            return wanted is { ClientKey: null, Passphrase: null or "", PassphraseVariable: null } ? null : throw Invalid(
                $"The client certificate is missing.", $"A key or a passphrase is given for it.", $"Give the certificate too, or leave them out.");
        }

        var stays = wanted is { Passphrase: null, PassphraseVariable: null } && before?.File == file;
        return new(
            NetworkEditor.CheckPath(file)!, NetworkEditor.CheckPath(wanted.ClientKey),
            stays ? before?.Passphrase : NewRequestSettings.Secret(wanted.Passphrase, wanted.PassphraseVariable));
    }

    private static ProxyChoice? Proxy(ProviderRoute wanted, Uri? url, ProxyChoice? before)
    {
        var text = wanted.Proxy;
        var hasKey = wanted is not { ProxyUser: null or "", ProxyPassword: null or "", ProxyPasswordVariable: null };
        if (string.IsNullOrEmpty(text) || text == WithoutProxy)
        {
            return hasKey ? throw Invalid($"The address of the proxy is missing.", $"A user or a password is given for it.", $"Give the address too, or leave them out.")
                : string.IsNullOrEmpty(text) ? null : new(Address: null);
        }

        if (url is not null && Loopback.IsLoopback(Loopback.ToClientAddress(url)))
        {
            throw Invalid($"A server on this machine is asked without a proxy.", $"Its address is loopback.", $"Leave the proxy out.");
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https" or "socks4" or "socks4a" or "socks5"))
        {
            throw Invalid($"{ProviderEditor.Quoted(text)} is no address of a proxy.", $"It begins with http://, https://, socks4:// or socks5:// and names a host.", $"For example http://proxy.example:3128, or none.");
        }

        if (address.UserInfo.Length > 0)
        {
            throw Invalid(
                $"The address of the proxy holds a user name or a password.", $"Addresses are shown and logged.", $"Give user and password by themselves; the password is stored encrypted.");
        }

        if (!hasKey)
        {
            return new(address);
        }

        if (wanted.ProxyUser is not { Length: > 0 } user || user.Any(c => c is ':' || char.IsControl(c)))
        {
            throw Invalid($"The user of the proxy is missing or cannot be sent.", $"A password belongs to a user, whose name holds no colon and no control character.", $"Give the user's name as the proxy knows it.");
        }

        var stays = wanted is { ProxyPassword: null, ProxyPasswordVariable: null } && before?.Address == address && before.User == user;
        return new(address, user, stays ? before?.Password : NewRequestSettings.Secret(wanted.ProxyPassword, wanted.ProxyPasswordVariable));
    }

    private static RequestException Invalid(LocalizedString what, LocalizedString why, LocalizedString fix) => new(new(ProblemKind.Invalid, what, why, fix));
}
