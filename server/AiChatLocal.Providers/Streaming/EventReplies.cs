using System.Runtime.CompilerServices;
using AiChatLocal.Providers.Http;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Streaming;

/// <summary>Replies of servers that stream events: also those that refuse, and those that answer in one piece after all.</summary>
internal static class EventReplies
{
    public static async IAsyncEnumerable<ChatResponseUpdate> ReadReplyAsync(
        this HttpAnswer answer, ReplyParser parser, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!answer.IsSuccess || answer.MediaType is "text/html")
        {
            using (answer)
            {
                throw await StatusProblems.ReadAsync(answer, cancellationToken).ConfigureAwait(false);
            }
        }

        if (answer.MediaType is "application/json")
        {
            foreach (var update in await ReplyStream.ReadWholeAsync(answer, parser, cancellationToken).ConfigureAwait(false))
            {
                yield return update;
            }

            yield break;
        }

        await foreach (var update in ReplyStream.ReadAsync(answer, new ServerSentEventFrames(), parser, cancellationToken).ConfigureAwait(false))
        {
            yield return update;
        }
    }
}
