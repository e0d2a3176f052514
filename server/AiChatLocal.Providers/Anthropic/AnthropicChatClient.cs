using System.Runtime.CompilerServices;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Streaming;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Anthropic;

/// <summary>Chat with one model over <c>POST /messages</c>.</summary>
internal sealed class AnthropicChatClient(HttpRoom http, HttpServer server, AnthropicModels models, string model)
    : StreamedChatClient(new ChatClientMetadata(server.Name, server.BaseUrl, model))
{
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var name = options?.ModelId ?? model;
        var facts = DependsOnModel(options) ? await models.FactsAsync(name, cancellationToken).ConfigureAwait(false) : ModelFacts.Unknown;
        var call = HttpCall.Post(server, "/messages", AnthropicRequestWriter.Write(name, messages, options, facts), name);
        var answer = await http.SendAsync(call, cancellationToken).ConfigureAwait(false);
        await foreach (var update in answer.ReadReplyAsync(new AnthropicEventParser().Parse, cancellationToken).ConfigureAwait(false))
        {
            yield return update;
        }
    }

    private static bool DependsOnModel(ChatOptions? options) =>
        options?.MaxOutputTokens is null || options.Reasoning is not null || options.ThinkingBudget is not null || options.ResponseFormat is ChatResponseFormatJson;
}
