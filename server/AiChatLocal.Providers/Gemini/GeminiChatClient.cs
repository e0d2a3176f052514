using System.Runtime.CompilerServices;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Streaming;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Gemini;

/// <summary>Chat with one model over <c>:streamGenerateContent</c>.</summary>
internal sealed class GeminiChatClient(HttpRoom http, HttpServer server, string model)
    : StreamedChatClient(new ChatClientMetadata(server.Name, server.BaseUrl, model))
{
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var name = options?.ModelId ?? model;
        var path = GeminiAddress.Path(name, "streamGenerateContent") + "?alt=sse";
        var answer = await http.SendAsync(HttpCall.Post(server, path, GeminiRequestWriter.Write(messages, options), name), cancellationToken).ConfigureAwait(false);
        await foreach (var update in answer.ReadReplyAsync(GeminiChunkParser.Parse, cancellationToken).ConfigureAwait(false))
        {
            yield return update;
        }
    }
}
