using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.OpenAiCompatible.Servers.LlamaCpp;
using AiChatLocal.Providers.OpenAiCompatible.Servers.LmStudio;
using AiChatLocal.Providers.OpenAiCompatible.Servers.LocalAi;
using AiChatLocal.Providers.OpenAiCompatible.Servers.Textgen;
using AiChatLocal.Providers.OpenAiCompatible.Servers.Vllm;

namespace AiChatLocal.Providers.OpenAiCompatible.Servers;

/// <summary>
/// Finds out whose routes a server has, and keeps that while its list of models looks as it did. A lost race costs a few more questions.
/// </summary>
internal sealed class ServerFinder(ServerAccess access)
{
    private volatile Found? _found;

    /// <param name="list">The answer to <c>/v1/models</c>.</param>
    /// <param name="anew">Ask even though it was found before: another server may have taken the port.</param>
    public async ValueTask<IServerRoutes> FindAsync(JsonAnswer list, bool anew, CancellationToken cancellationToken)
    {
        var signs = (Owner(list), list.Software);
        if (_found is { } known && known.Signs == signs && (!anew || ServerIdentity.FromList(list) is not null))
        {
            return known.Routes;
        }

        var identity = ServerIdentity.FromList(list) is { } name ? new(name)
            : await ServerIdentity.IdentifyAsync(access.Http, access.Root, list, ServerAccess.AsideLimit, cancellationToken).ConfigureAwait(false);
        var routes = Create(identity.DisplayName);
        if (identity.IsSure)
        {
            _found = new(signs, routes);
        }

        return routes;
    }

    private static string? Owner(JsonAnswer list) =>
        list.Root.Items("data").Select(model => model.Text("owned_by")).FirstOrDefault(owner => owner is not null);

    private IServerRoutes Create(string name) => name switch
    {
        ServerIdentity.LlamaCpp => new LlamaCppRoutes(access),
        ServerIdentity.LmStudio => new LmStudioRoutes(access),
        ServerIdentity.LocalAi => new LocalAiRoutes(access),
        ServerIdentity.Textgen => new TextgenRoutes(access),
        ServerIdentity.Vllm => new VllmRoutes(access),
        ServerIdentity.Ollama => new PlainRoutes(access.Root, $"It is Ollama over its OpenAI-compatible API, which has no such routes. Add it as a provider of the kind ollama."),
        _ => new PlainRoutes(access.Root, PlainRoutes.UnknownServer),
    };

    private sealed record Found((string? Owner, string? Software) Signs, IServerRoutes Routes);
}
