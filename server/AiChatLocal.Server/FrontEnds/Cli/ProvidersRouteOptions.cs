using System.CommandLine;
using AiChatLocal.Core;
using AiChatLocal.Protocol.Providers;
using AiChatLocal.Server.Hosting;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary>The options of <c>providers add</c> and <c>providers update</c> for the way to a server.</summary>
internal static class ProvidersRouteOptions
{
    private const string None = "none";
    private const string Usual = "default";

    private static readonly Option<string?> Certificate = new("--client-certificate")
    {
        Description = "The certificate by which the server knows you: PEM, or PKCS #12 (.pfx); none: take it back.",
        HelpName = "file",
    };

    private static readonly Option<string?> Key = new("--client-key") { Description = "Its private key in PEM, where that is a file of its own.", HelpName = "file" };

    private static readonly Option<string?> PassphraseVariable = new("--client-passphrase-env")
    {
        Description = "The environment variable that holds its passphrase; it is read at each use and not stored.",
        HelpName = "variable",
    };

    private static readonly Option<bool> PassphraseFromInput = new("--client-passphrase-stdin") { Description = "Read its passphrase from stdin and keep it, encrypted." };

    private static readonly Option<string?> Silence = new("--silence-limit")
    {
        Description = "Give a request up when the server sends nothing for this long, e.g. 120s; off: never; default: as `network` says.",
        HelpName = "time",
    };

    private static readonly Option<string?> Proxy = new("--proxy") { Description = "Address of its own proxy; none: without a proxy; default: as the system says.", HelpName = "url" };

    private static readonly Option<string?> ProxyUser = new("--proxy-user") { Description = "Whom its own proxy lets through; none: take it back.", HelpName = "user" };

    private static readonly Option<string?> ProxyPasswordVariable = new("--proxy-password-env")
    {
        Description = "The environment variable that holds the proxy's password; it is not stored.",
        HelpName = "variable",
    };

    private static readonly Option<bool> ProxyPasswordFromInput = new("--proxy-password-stdin") { Description = "Read the proxy's password from stdin and keep it, encrypted." };

    public static Command AddTo(Command command)
    {
        foreach (var option in (Option[])[Certificate, Key, PassphraseVariable, PassphraseFromInput, Silence, Proxy, ProxyUser, ProxyPasswordVariable, ProxyPasswordFromInput])
        {
            command.Add(option);
        }

        return command;
    }

    /// <param name="now">What is set; what is not named stays.</param>
    /// <param name="inputIsTaken">Whether stdin holds something else already.</param>
    public static async Task<ProviderRoute?> ReadAsync(ParseResult parsed, ProviderRouteInfo? now, bool inputIsTaken, CancellationToken cancellationToken)
    {
        var (passphraseFromInput, passwordFromInput) = (parsed.GetValue(PassphraseFromInput), parsed.GetValue(ProxyPasswordFromInput));
        if ((inputIsTaken ? 1 : 0) + (passphraseFromInput ? 1 : 0) + (passwordFromInput ? 1 : 0) > 1)
        {
            throw new RequestException(new(
                ProblemKind.Invalid, $"The API key, the passphrase and the proxy's password cannot come from stdin together.", $"It is read to its end once.",
                $"Put all of them but one into variables."));
        }

        var input = passphraseFromInput || passwordFromInput ? (await Terminal.ReadInputAsync(cancellationToken)).TrimEnd('\r', '\n') : null;
        var named = parsed.GetValue(Certificate);
        var stays = named is null ? now : null;
        var proxy = parsed.GetValue(Proxy) is not { } given ? now?.Proxy : given == Usual ? null : given;
        var user = parsed.GetValue(ProxyUser) is not { } name ? proxy == now?.Proxy ? now?.ProxyUser : null : name == None ? null : name;
        return new(
            named is null ? now?.ClientCertificate : named == None ? null : Path.GetFullPath(named),
            parsed.GetValue(Key) is { } key ? Path.GetFullPath(key) : stays?.ClientKey,
            passphraseFromInput ? input : null,
            parsed.GetValue(PassphraseVariable) ?? (passphraseFromInput ? null : stays?.PassphraseVariable),
            parsed.GetValue(Silence) is not { } time ? now?.SilenceLimitSeconds : time == Usual ? null : SilenceFlag.Parse(time) ?? 0,
            proxy,
            user,
            passwordFromInput ? input : null,
            parsed.GetValue(ProxyPasswordVariable) ?? (passwordFromInput || user is null || user != now?.ProxyUser ? null : now?.ProxyPasswordVariable));
    }
}
