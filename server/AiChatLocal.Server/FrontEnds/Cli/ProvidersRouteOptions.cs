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

    public static Command AddTo(Command command)
    {
        foreach (var option in (Option[])[Certificate, Key, PassphraseVariable, PassphraseFromInput, Silence, Proxy])
        {
            command.Add(option);
        }

        return command;
    }

    /// <param name="now">What is set; what is not named stays.</param>
    /// <param name="inputIsTaken">Whether stdin holds something else already.</param>
    public static async Task<ProviderRoute?> ReadAsync(ParseResult parsed, ProviderRouteInfo? now, bool inputIsTaken, CancellationToken cancellationToken)
    {
        var fromInput = parsed.GetValue(PassphraseFromInput);
        if (fromInput && inputIsTaken)
        {
            throw new RequestException(new(
                ProblemKind.Invalid, "The API key and the passphrase cannot both come from stdin.", "It is read to its end once.", "Put one of them into a variable."));
        }

        var named = parsed.GetValue(Certificate);
        var stays = named is null ? now : null;
        var passphrase = fromInput ? (await Terminal.ReadInputAsync(cancellationToken)).TrimEnd('\r', '\n') : null;
        var variable = parsed.GetValue(PassphraseVariable) ?? (fromInput ? null : stays?.PassphraseVariable);
        return new(
            named is null ? now?.ClientCertificate : named == None ? null : Path.GetFullPath(named),
            parsed.GetValue(Key) is { } key ? Path.GetFullPath(key) : stays?.ClientKey,
            passphrase,
            variable,
            parsed.GetValue(Silence) is not { } time ? now?.SilenceLimitSeconds : time == Usual ? null : SilenceFlag.Parse(time) ?? 0,
            parsed.GetValue(Proxy) is not { } proxy ? now?.Proxy : proxy == Usual ? null : proxy);
    }
}
