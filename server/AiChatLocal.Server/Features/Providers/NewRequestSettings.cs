using System.Text.Json;
using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Providers;
using AiChatLocal.Protocol.Providers;

namespace AiChatLocal.Server.Features.Providers;

/// <summary>Checks what a user sets for the requests of a provider: nothing of it may break a request, or show a key.</summary>
internal static class NewRequestSettings
{
    private static readonly string[] KeyWords = ["key", "apikey", "api_key", "api-key", "token", "access_token", "secret", "password"];

    /// <summary>Headers that the connection itself sets.</summary>
    private static readonly string[] OwnHeaders = ["Host", "Content-Length", "Content-Type", "Transfer-Encoding", "Connection"];

    /// <param name="before">The headers that were set before: one that is given without a value keeps its own.</param>
    public static RequestSettings? Check(ProvidersAddParams wanted, ProviderKindDescription kind, IReadOnlyList<KeyValuePair<string, Secret>>? before)
    {
        var settings = new RequestSettings(
            wanted.Preset,
            wanted.Api switch { null => null, ProviderApi.Chat => ChatApi.Chat, _ => ChatApi.Responses },
            wanted.Headers is { Count: > 0 } headers ? [.. headers.Select(header => Header(header, before ?? []))] : null,
            wanted.Query is { Count: > 0 } query ? [.. query.Select(Parameter)] : null,
            Body(wanted.ExtraBody),
            Path(wanted.ModelsPath),
            Path(wanted.ChatPath),
            NewTextgenSettings.Check(wanted.Textgen, wanted.Preset));
        if (settings.IsEmpty)
        {
            return null;
        }

        if (!kind.TakesRequestSettings)
        {
            throw Invalid($"This kind takes no settings for its requests.", $"{kind.DisplayName} needs none.", $"Leave the headers, parameters and the like out.");
        }

        if (wanted.Preset is { } preset && !kind.Presets.Any(each => each.Id == preset))
        {
            throw Invalid(
                $"There is no preset “{preset}” for {kind.DisplayName}.", $"Its presets are {string.Join(", ", kind.Presets.Select(each => each.Id))}.", $"Choose one of them, or none.");
        }

        return settings;
    }

    /// <summary>From an environment variable, or as it was given.</summary>
    public static Secret? Secret(string? value, string? variable)
    {
        if (variable is null)
        {
            return string.IsNullOrEmpty(value) ? null : new Secret(value);
        }

        return value is not null ? throw Invalid($"Both a key and a variable are given.", $"One of them would be ignored.", $"Give one of them.")
            : variable.Length > 0 && variable.All(c => char.IsAsciiLetterOrDigit(c) || c is '_')
            ? Core.Configuration.Secret.FromVariable(variable, Environment.GetEnvironmentVariable)
            : throw Invalid($"“{variable}” is no name of an environment variable.", $"It has letters, digits and “_”.", $"Give the variable's name, not the key.");
    }

    private static KeyValuePair<string, Secret> Header(ProviderHeader header, IReadOnlyList<KeyValuePair<string, Secret>> before)
    {
        var isName = header.Name.Length > 0 && header.Name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));
        if (!isName || OwnHeaders.Contains(header.Name, StringComparer.OrdinalIgnoreCase))
        {
            throw Invalid($"“{header.Name}” cannot be set as a header.", $"It is no name of a header, or one that every request sets itself.", $"Leave it out.");
        }

        var value = header is { Value: null, Variable: null }
            ? before.FirstOrDefault(each => string.Equals(each.Key, header.Name, StringComparison.OrdinalIgnoreCase)).Value
            : Secret(header.Value, header.Variable);
        return value is null || (header.Value?.Any(c => c is < ' ' or > '~') ?? false)
            ? throw Invalid($"The value of the header {header.Name} cannot be sent.", $"It is empty, or holds a line break or another character that no header has.", $"Correct it.")
            : new(header.Name, value);
    }

    private static KeyValuePair<string, string> Parameter(ProviderParameter parameter) =>
        parameter.Name.Length == 0 ? throw Invalid($"A parameter has no name.", null, $"Give it as name=value.")
        : KeyWords.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase)
        ? throw Invalid($"The parameter “{parameter.Name}” would put a key into the address.", $"Addresses are shown and logged.", $"Give it as the API key, or in a header.")
        : new(parameter.Name, parameter.Value);

    private static string? Body(JsonElement? body) => body switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
        { ValueKind: JsonValueKind.Object } fields => fields.GetRawText(),
        _ => throw Invalid($"The extra body is no JSON object.", $"Its fields are put into the body of each question.", $$"""For example {"top_k": 20}."""),
    };

    private static string? Path(string? path) => path is null || (path.StartsWith('/') && !path.Any(c => c is '?' or '#' or '\\' || char.IsWhiteSpace(c)))
        ? path
        : throw Invalid($"“{path}” is no path.", $"It begins with “/” and stands below the base URL.", $"For example /models; parameters are given by themselves.");

    private static RequestException Invalid(LocalizedString what, LocalizedString? why, LocalizedString fix) => new(new(ProblemKind.Invalid, what, why, fix));
}
