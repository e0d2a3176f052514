using System.Runtime.CompilerServices;
using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Streaming;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Ollama;

/// <summary>Chat with one model over <c>POST /api/chat</c>.</summary>
internal sealed class OllamaChatClient(HttpRoom http, HttpServer server, OllamaModels models, string model, TimeProvider time)
    : StreamedChatClient(new ChatClientMetadata(server.Name, server.BaseUrl, model))
{
    /// <summary>An answer that has not begun by then may wait for its model, and the user is told when it does.</summary>
    private static readonly TimeSpan LoadingPatience = TimeSpan.FromMilliseconds(500);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var name = options?.ModelId ?? model;
        var body = OllamaRequestWriter.Write(name, messages, options);
        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sending = http.SendAsync(HttpCall.Post(server, "/api/chat", body, name), left.Token);
        HttpAnswer? answer = null;
        try
        {
            if (await IsLoadingAsync(sending, name, left.Token).ConfigureAwait(false))
            {
                yield return new(ChatRole.Assistant, [new ProgressContent(ReplyPhase.LoadingModel)]);
            }

            answer = await sending.ConfigureAwait(false);
        }
        finally
        {
            if (answer is null)
            {
                await AbandonAsync(sending, left).ConfigureAwait(false);
            }
        }

        if (!answer.IsSuccess || answer.MediaType is "text/html")
        {
            using (answer)
            {
                throw await StatusProblems.ReadAsync(answer, cancellationToken).ConfigureAwait(false);
            }
        }

        var parser = new OllamaLineParser();
        await foreach (var update in ReplyStream.ReadAsync(answer, new JsonLineFrames(), parser.Parse, cancellationToken).ConfigureAwait(false))
        {
            yield return update;
        }
    }

    private async Task<bool> IsLoadingAsync(Task sending, string name, CancellationToken cancellationToken)
    {
        var patience = Task.Delay(LoadingPatience, time, cancellationToken);
        return await Task.WhenAny(sending, patience).ConfigureAwait(false) == patience
            && !cancellationToken.IsCancellationRequested
            && await models.IsLoadedAsync(name, cancellationToken).ConfigureAwait(false) == false
            && !sending.IsCompleted;
    }

    /// <summary>Whoever stops listening before the answer has begun would leave a request behind that nobody ends.</summary>
    private static async Task AbandonAsync(Task<HttpAnswer> sending, CancellationTokenSource left)
    {
        await left.CancelAsync().ConfigureAwait(false);
        try
        {
            using var unwanted = await sending.ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is OperationCanceledException or ProviderException)
        {
            // Told already, or no longer wanted.
        }
    }
}
