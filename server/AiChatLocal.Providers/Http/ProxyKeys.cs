using System.Net;
using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;

namespace AiChatLocal.Providers.Http;

/// <summary>A provider's own proxy, with the user and the password that it may ask for.</summary>
internal static class ProxyKeys
{
    public static WebProxy Create(ProxyChoice choice, Uri address) =>
        new(address) { Credentials = choice.User is { } user ? new NetworkCredential(user, PasswordOf(choice, address)) : null };

    private static string PasswordOf(ProxyChoice choice, Uri address)
    {
        var password = choice.Password?.Reveal() ?? "";
        return choice.Password is { Variable: { } variable } && password.Length == 0
            ? throw new ProviderException(new(
                ProblemKind.Unreachable,
                $"There is no password for the proxy {address.Authority}.",
                $"It is to come from the environment variable {variable}, which is not set where this program was started.",
                $"Set {variable} and start again, or give the password itself."))
            : password;
    }
}
