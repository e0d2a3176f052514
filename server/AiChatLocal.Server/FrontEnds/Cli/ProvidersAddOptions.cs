using System.CommandLine;
using System.Text.Json;
using AiChatLocal.Core;
using AiChatLocal.Protocol.Providers;
using AiChatLocal.Server.Hosting;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary>The options of <c>providers add</c>.</summary>
internal static class ProvidersAddOptions
{
    private const string FromEnvironment = "env:";

    private static readonly Option<string?> Url = new("--url") { Description = "Base URL; else the usual address of the preset or the kind.", HelpName = "url" };

    private static readonly Option<string?> KeyVariable = new("--api-key-env")
    {
        Description = "The environment variable that holds the API key; it is read at each use and the key is not stored.",
        HelpName = "variable",
    };

    private static readonly Option<bool> KeyFromInput = new("--api-key-stdin")
    {
        Description = "Read the API key from stdin and keep it, encrypted. A key is never an argument: arguments can be read by others.",
    };

    private static readonly Option<string?> AdminKeyVariable = new("--admin-key-env")
    {
        Description = "The environment variable that holds the key for managing models (textgen, LocalAI); read at each use and not stored.",
        HelpName = "variable",
    };

    private static readonly Option<bool> AdminKeyFromInput = new("--admin-key-stdin")
    {
        Description = "Read the key for managing models from stdin and keep it, encrypted. With --api-key-stdin: the API key is the first line, this one the second.",
    };

    private static readonly Option<string?> Preset = new("--preset") { Description = "A vendor whose address and dialect are known; `providers list --json` shows them.", HelpName = "id" };

    private static readonly Option<ProviderApi?> Api = new("--api") { Description = "Chat completions or the Responses API; else what the kind is made for." };

    private static readonly Option<string[]> Header = new("--header")
    {
        Description = "A header of every request: Name=value, or Name=env:VARIABLE for a value that is a key.",
        HelpName = "name=value",
    };

    private static readonly Option<string[]> Query = new("--query") { Description = "A parameter of every address.", HelpName = "name=value" };

    private static readonly Option<string?> Body = new("--body") { Description = "A JSON object whose fields are put into every question.", HelpName = "json" };

    private static readonly Option<string?> ModelsPath = new("--models-path") { Description = "Path of the list of models; else /models.", HelpName = "path" };

    private static readonly Option<string?> ChatPath = new("--chat-path") { Description = "Path of a question; else /chat/completions.", HelpName = "path" };

    public static Command AddTo(Command command)
    {
        foreach (var option in (Option[])[Url, KeyVariable, KeyFromInput, AdminKeyVariable, AdminKeyFromInput, Preset, Api, Header, Query, Body, ModelsPath, ChatPath])
        {
            command.Add(option);
        }

        TextgenFlags.AddTo(command);
        return ProvidersRouteOptions.AddTo(command);
    }

    /// <param name="route">The way to the server that is set already; what is not named stays.</param>
    public static async Task<ProvidersAddParams> ReadAsync(ParseResult parsed, string kind, string name, ProviderRouteInfo? route, CancellationToken cancellationToken)
    {
        var inputIsTaken = parsed.GetValue(KeyFromInput) || parsed.GetValue(AdminKeyFromInput);
        var (key, adminKey) = await ReadKeysAsync(parsed.GetValue(KeyFromInput), parsed.GetValue(AdminKeyFromInput), cancellationToken);
        return new(
            kind,
            name,
            parsed.GetValue(Url),
            key,
            parsed.GetValue(KeyVariable),
            parsed.GetValue(Preset),
            parsed.GetValue(Api),
            [.. (parsed.GetValue(Header) ?? []).Select(Split).Select(ToHeader)],
            [.. (parsed.GetValue(Query) ?? []).Select(Split).Select(pair => new ProviderParameter(pair.Name, pair.Value))],
            ReadBody(parsed.GetValue(Body)),
            parsed.GetValue(ModelsPath),
            parsed.GetValue(ChatPath),
            adminKey,
            parsed.GetValue(AdminKeyVariable),
            TextgenFlags.Read(parsed),
            await ProvidersRouteOptions.ReadAsync(parsed, route, inputIsTaken, cancellationToken));
    }

    private static async Task<(string? Key, string? AdminKey)> ReadKeysAsync(bool key, bool adminKey, CancellationToken cancellationToken)
    {
        if (!key && !adminKey)
        {
            return (null, null);
        }

        var text = (await Terminal.ReadInputAsync(cancellationToken)).Trim();
        if (!key || !adminKey)
        {
            return key ? (text, null) : (null, text);
        }

        return text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is [var first, var second]
            ? (first, second)
            : throw new RequestException(new(
                ProblemKind.Invalid, $"The two keys cannot be read.", $"stdin does not hold two lines.", $"Give the API key on the first line and the admin key on the second."));
    }

    private static ProviderHeader ToHeader((string Name, string Value) pair) => pair.Value.StartsWith(FromEnvironment, StringComparison.Ordinal)
        ? new(pair.Name, Variable: pair.Value[FromEnvironment.Length..])
        : new(pair.Name, pair.Value);

    private static (string Name, string Value) Split(string text) => text.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
        ? (text[..at], text[(at + 1)..])
        : throw new RequestException(new(ProblemKind.Invalid, $"A header or parameter cannot be read.", $"It has no “=” between its name and its value.", $"Give it as name=value."));

    private static JsonElement? ReadBody(string? text)
    {
        try
        {
            return text is null ? null : JsonElement.Parse(text);
        }
        catch (JsonException exception)
        {
            throw new RequestException(new(
                ProblemKind.Invalid, $"The extra body cannot be read.", $"It is not JSON.", $$"""Give an object such as {"top_k": 20}, in quotes for the shell.""", exception.Message));
        }
    }
}
