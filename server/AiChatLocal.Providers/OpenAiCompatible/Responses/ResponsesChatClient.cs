using System.Net;
using System.Runtime.CompilerServices;
using AiChatLocal.Core;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Streaming;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.OpenAiCompatible.Responses;

/// <summary>Chat with one model over <c>POST /responses</c>.</summary>
internal sealed class ResponsesChatClient(HttpRoom http, HttpServer server, OpenAiDialect dialect, string model)
    : StreamedChatClient(new ChatClientMetadata(server.Name, server.BaseUrl, model))
{
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var answer = await SendAsync(messages, options, cancellationToken).ConfigureAwait(false);
        var parser = new ResponseEventParser();
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
        var name = options?.ModelId ?? model;
        while (true)
        {
            var body = ResponsesRequestWriter.Write(name, messages, options, dialect);
            var answer = await http.SendAsync(HttpCall.Post(server, "/responses", body, name), cancellationToken).ConfigureAwait(false);
            if (answer.IsSuccess && answer.MediaType is not "text/html")
            {
                return answer;
            }

            using (answer)
            {
                var error = ErrorBody.Parse((await answer.ReadAllAsync(cancellationToken).ConfigureAwait(false)).Span);
                if (answer.Status is not HttpStatusCode.BadRequest || !Adapt(name, error))
                {
                    throw new ProviderException(StatusProblems.From(answer, error));
                }
            }
        }
    }

    /// <summary>True when the question is worth another try without what only some models take.</summary>
    private bool Adapt(string name, ErrorBody error) =>
        error.Says("encrypted content") || error.Says("encrypted_content") ? dialect.Refuse(name, ResponsesRequestWriter.Encrypted)
        : error.Says("summar") ? dialect.Refuse(name, ResponsesRequestWriter.Summary)
        : error.Says("reasoning") && error.Says("not supported") && dialect.Refuse(name, ResponsesRequestWriter.Reasoning);
}
