using System.Runtime.CompilerServices;
using AiChatLocal.Core;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Streaming;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Ollama;

/// <summary>Chat with one model over <c>POST /api/chat</c>.</summary>
internal sealed class OllamaChatClient(HttpRoom http, HttpServer server, string model)
    : StreamedChatClient(new ChatClientMetadata(server.Name, server.BaseUrl, model))
{
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var name = options?.ModelId ?? model;
        var body = OllamaRequestWriter.Write(name, messages, options);
        var answer = await http.SendAsync(HttpCall.Post(server, "/api/chat", body, name), cancellationToken).ConfigureAwait(false);
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
}
