using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.Management;

/// <summary>What a server cannot do, in words.</summary>
internal static class Refusals
{
    public static RequestException CannotLoad(HttpServer server, LocalizedString why, LocalizedString fix) =>
        Invalid($"{server.Name} cannot load or unload models.", why, fix);

    public static RequestException NoFigures(HttpServer server, LocalizedString why, LocalizedString fix) => Invalid($"{server.Name} tells no figures of itself.", why, fix);

    /// <summary>Refuses an option that the server has no such thing for, rather than leaving it out unseen.</summary>
    /// <param name="name">What the user calls it, e.g. <c>context length</c>.</param>
    public static void Check(bool given, HttpServer server, LocalizedString name, LocalizedString why)
    {
        if (given)
        {
            throw Invalid($"{server.Name} takes no {name} when it loads a model.", why, $"Load the model without the {name}.");
        }
    }

    public static void CheckPath(LoadOptions options, HttpServer server) =>
        Check(options.Path is not null, server, $"path", $"A path names the files of an adapter, which only vLLM loads.");

    public static ProviderException NotFound(HttpServer server, string model) => new(new(
        ProblemKind.ModelNotFound, $"{server.Name} has no model named {model}.", $"It was removed or renamed, or the name is mistyped.",
        $"List the models and take the name from there."));

    public static RequestException NotLoaded(HttpServer server, string model) =>
        Invalid($"{model} is not loaded.", $"{server.Name} does not have it in memory.", $"Nothing needs to be done.");

    /// <summary>The server has said that it began, and then that it failed.</summary>
    public static ProviderException LoadFailed(HttpServer server, string model, LocalizedString? why) => new(new(
        ProblemKind.ServerError, $"{server.Name} could not load {model}.", why ?? T($"It does not say why."),
        $"Look into the server's own log; a smaller model or a shorter context may help when memory is short.", Retryable: true));

    public static ProviderException UnloadFailed(HttpServer server, string model, LocalizedString why) => new(new(
        ProblemKind.ServerError, $"{server.Name} did not let go of {model}.", why, $"Look into the server's own log, then try again.", Retryable: true));

    private static RequestException Invalid(LocalizedString what, LocalizedString why, LocalizedString fix) => new(new(ProblemKind.Invalid, what, why, fix));
}
