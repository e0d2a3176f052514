using System.Text;
using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;

namespace AiChatLocal.Providers.Http;

/// <summary>Keeps keys out of everything that is shown or logged.</summary>
internal static class ApiKeys
{
    private const string Mask = "•••";

    /// <summary>What vendors begin their keys with, and the header's own word: an error may quote a key that is not ours.</summary>
    private static readonly string[] Beginnings = ["Bearer ", "sk-", "sk_", "hf_", "gsk_", "xai-", "AIza", "AQ.", "api_key=", "key="];

    public static string ForHeader(Secret secret, HttpServer server)
    {
        var key = secret.Reveal().Trim();
        if (secret.Variable is { } variable && key.Length == 0)
        {
            throw new ProviderException(new(
                ProblemKind.Unauthorized,
                $"There is no key for {server.Name}.",
                $"It is to come from the environment variable {variable}, which is not set where this program was started.",
                $"Set {variable} and start again, or give this provider a key."));
        }

        return key.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? throw new ProviderException(new(
                ProblemKind.Unauthorized,
                $"The key of {server.Name} cannot be sent.",
                $"It holds a space, a line break or a character that no key has.",
                $"Copy the key again and set it anew."))
            : key;
    }

    /// <summary>The text without the server's key and without anything that looks like one.</summary>
    public static string Redact(string text, HttpServer server) =>
        server.SecretHeaders.Select(header => header.Value).Append(server.Route.Certificate?.Passphrase).Append(server.Route.Proxy?.Password)
            .Aggregate(Redact(text, server.ApiKey), Redact);

    public static string Redact(string text, Secret? secret)
    {
        if (secret?.Reveal().Trim() is { Length: > 0 } key)
        {
            text = text.Replace(key, Mask, StringComparison.Ordinal);
        }

        foreach (var beginning in Beginnings)
        {
            text = RedactAfter(text, beginning);
        }

        return text;
    }

    private static string RedactAfter(string text, string beginning)
    {
        var at = text.IndexOf(beginning, StringComparison.Ordinal);
        if (at < 0)
        {
            return text;
        }

        var result = new StringBuilder();
        var done = 0;
        for (; at >= 0; at = text.IndexOf(beginning, done, StringComparison.Ordinal))
        {
            var start = at + beginning.Length;
            var end = start;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '_' or '.' or '*'))
            {
                end++;
            }

            // Shorter than any key: a word such as "sk-learn" stays.
            var isWord = (at > 0 && char.IsAsciiLetterOrDigit(text[at - 1])) || end - start < 8;
            result.Append(text, done, start - done).Append(isWord ? text.AsSpan(start, end - start) : Mask);
            done = end;
        }

        return result.Append(text, done, text.Length - done).ToString();
    }
}
