using System.Net;
using System.Runtime.CompilerServices;
using AiChatLocal.Core;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Streaming;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.OpenAiCompatible;

/// <summary>Chat with one model over <c>POST /chat/completions</c>.</summary>
/// <param name="path">Below the base URL; <c>{model}</c> in it stands for the model's name.</param>
internal sealed class OpenAiChatClient(HttpRoom http, HttpServer server, OpenAiDialect dialect, string path, string model)
    : StreamedChatClient(new ChatClientMetadata(server.Name, server.BaseUrl, model))
{
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var answer = await SendAsync(messages, options, cancellationToken).ConfigureAwait(false);
        var parser = new ChunkParser(dialect.Vendor.SignedThinking);
        if (answer.MediaType is "application/json")
        {
            foreach (var update in await ReplyStream.ReadWholeAsync(answer, parser.Parse, cancellationToken).ConfigureAwait(false))
            {
                yield return update;
            }

            yield break;
        }

        await foreach (var update in ReplyStream.ReadAsync(answer, new ServerSentEventFrames(), parser.Parse, cancellationToken).ConfigureAwait(false))
        {
            yield return update;
        }
    }

    private async Task<HttpAnswer> SendAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        while (true)
        {
            var name = options?.ModelId ?? model;
            var body = ChatRequestWriter.Write(name, messages, options, dialect);
            var place = path.Replace("{model}", Uri.EscapeDataString(name), StringComparison.Ordinal);
            var answer = await http.SendAsync(HttpCall.Post(server, place, body, model), cancellationToken).ConfigureAwait(false);
            dialect.Learn(answer.Software);
            if (answer.IsSuccess && answer.MediaType is not "text/html")
            {
                return answer;
            }

            using (answer)
            {
                var error = ErrorBody.Parse((await answer.ReadAllAsync(cancellationToken).ConfigureAwait(false)).Span);
                var mayAdapt = answer.Status is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity;
                if (!mayAdapt || !dialect.Adapt(error))
                {
                    throw new ProviderException(StatusProblems.From(answer, error));
                }
            }
        }
    }
}
