using System.Runtime.CompilerServices;
using AiChatLocal.Core.Providers;
using AiChatLocal.Protocol.Engine;
using AiChatLocal.Providers.Embedded.Engine;
using AiChatLocal.Providers.Embedded.Models;
using AiChatLocal.Providers.Streaming;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Embedded;

/// <summary>Asks the engine and gives its notifications on as they come.</summary>
internal sealed class EmbeddedChatClient(EngineHost host, LocalModels models, string model, string provider)
    : StreamedChatClient(new(provider, null, model))
{
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var parameters = EngineRequests.Create(models.PathOf(model), messages, options);
        if (host.Running is null) yield return EngineUpdates.Progress(ReplyPhase.Connecting);
        using var lease = await host.LeaseAsync(cancellationToken).ConfigureAwait(false);
        // Whoever stops reading wants no more of it.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reply = lease.Engine.Listen(parameters.ReplyId);
        var answering = AnswerAsync(lease.Engine, parameters, reply, stopping.Token);
        try
        {
            while (await reply.Arrived.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
            {
                if (EngineUpdates.TakeAll(reply.Arrived) is { } update) yield return update;
            }

            var result = await answering.ConfigureAwait(false);
            yield return EngineUpdates.End(result);
            cancellationToken.ThrowIfCancellationRequested();
        }
        finally
        {
            await stopping.CancelAsync().ConfigureAwait(false);
            await ((Task)answering).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            lease.Engine.Forget(parameters.ReplyId);
        }
    }

    private static async Task<EngineGenerateResult> AnswerAsync(
        EngineProcess engine, EngineGenerateParams parameters, EngineReply reply, CancellationToken cancellationToken)
    {
        try
        {
            return await engine.RequestAsync<EngineGenerateParams, EngineGenerateResult>(parameters, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            reply.Complete();
        }
    }
}
