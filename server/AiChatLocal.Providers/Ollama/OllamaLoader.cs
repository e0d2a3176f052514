using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Management;

namespace AiChatLocal.Providers.Ollama;

/// <summary>Loads and unloads by questions without messages.</summary>
internal sealed class OllamaLoader(HttpRoom http, HttpServer server, OllamaModels models, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a model may stay in memory after it was to leave; a reply that is running keeps it there.</summary>
    private static readonly TimeSpan LeavingPatience = TimeSpan.FromSeconds(10);

    public async Task LoadAsync(string model, LoadOptions options, CancellationToken cancellationToken)
    {
        Refusals.CheckPath(options, server);
        try
        {
            await http.ManageAsync(HttpCall.Post(server, "/api/chat", OllamaRequestWriter.WriteLoading(model, options), model), cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderException failure) when (failure.Problem.Detail?.Contains("does not support chat", StringComparison.Ordinal) is true)
        {
            var body = OllamaRequestWriter.WriteEmbedderLoading(model, options);
            await http.ManageAsync(HttpCall.Post(server, "/api/embed", body, model), cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task UnloadAsync(string model, CancellationToken cancellationToken)
    {
        if (await models.IsLoadedAsync(model, cancellationToken).ConfigureAwait(false) == false)
        {
            throw Refusals.NotLoaded(server, model);
        }

        var body = OllamaRequestWriter.WriteLoading(model, new(KeepAlive: TimeSpan.Zero));
        await http.ManageAsync(HttpCall.Post(server, "/api/chat", body, model), cancellationToken).ConfigureAwait(false);
        // It says that it does so, and does it a moment later.
        var began = time.GetTimestamp();
        while (await models.IsLoadedAsync(model, cancellationToken).ConfigureAwait(false) == true)
        {
            if (time.GetElapsedTime(began) > LeavingPatience)
            {
                throw new ProviderException(new(
                    ProblemKind.Busy, $"{model} is still in memory.", $"{server.Name} keeps it until the answer that it is giving has ended.",
                    $"It leaves by itself then. Stop the answer, or look again in a moment.", Retryable: true));
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
