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
            Certificate(wanted, before?.Certificate), NetworkEditor.CheckSilence(wanted.SilenceLimitSeconds, least: 0), Proxy(wanted.Proxy, url));
        if (route.Certificate is { } certificate && certificate != before?.Certificate)
        {
            NetworkEditor.Read(() => TlsFiles.ReadClientCertificate(certificate, time.GetUtcNow()));
        }

        return route.Certificate is not null && url?.Scheme == "http"
            ? throw Invalid("A client certificate needs https.", "The base URL begins with http://, where no certificate is shown.", "Correct the base URL, or leave the certificate out.")
            : route == RouteSettings.None ? null : route;
    }

    public static ProviderRouteInfo? ToWire(RouteSettings? route) => route is null ? null : new(
        route.Certificate?.File,
        route.Certificate?.KeyFile,
        route.Certificate?.Passphrase is not null,
        route.Certificate?.Passphrase?.Variable,
        (int?)route.SilenceLimit?.TotalSeconds,
        route.Proxy is { } proxy ? proxy.Address?.ToString() ?? WithoutProxy : null);

    private static ClientCertificate? Certificate(ProviderRoute wanted, ClientCertificate? before)
    {
        if (wanted.ClientCertificate is not { Length: > 0 } file)
        {
            return wanted is { ClientKey: null, Passphrase: null or "", PassphraseVariable: null } ? null : throw Invalid(
                "The client certificate is missing.", "A key or a passphrase is given for it.", "Give the certificate too, or leave them out.");
        }

        var stays = wanted is { Passphrase: null, PassphraseVariable: null } && before?.File == file;
        return new(
            NetworkEditor.CheckPath(file)!, NetworkEditor.CheckPath(wanted.ClientKey),
            stays ? before?.Passphrase : NewRequestSettings.Secret(wanted.Passphrase, wanted.PassphraseVariable));
    }

    private static ProxyChoice? Proxy(string? text, Uri? url)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (text == WithoutProxy)
        {
            return new(Address: null);
        }

        if (url is not null && Loopback.IsLoopback(Loopback.ToClientAddress(url)))
        {
            throw Invalid("A server on this machine is asked without a proxy.", "Its address is loopback.", "Leave the proxy out.");
        }

        return !Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https" or "socks4" or "socks4a" or "socks5")
            ? throw Invalid($"{ProviderEditor.Quoted(text)} is no address of a proxy.", "It begins with http://, https://, socks4:// or socks5:// and names a host.", "For example http://proxy.example:3128, or none.")
            : address.UserInfo.Length == 0 ? new(address)
            : throw Invalid(
                "The address of the proxy holds a user name or a password.", "Addresses are shown and logged.",
                "Leave them out; a proxy that asks for them is set in the environment (HTTP_PROXY, HTTPS_PROXY).");
    }

    private static RequestException Invalid(string what, string why, string fix) => new(new(ProblemKind.Invalid, what, why, fix));
}
