using System.Runtime.CompilerServices;
using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Server.Features.Chat;

/// <summary>
/// Asks a model, and asks again when its server says that it is busy or that a limit is reached: as long as nothing of the answer has come, at
/// most three times more, after the time that the server names. The user sees each wait and can end it.
/// </summary>
internal sealed class Attempts(IChatClient client, IReadOnlyList<ChatMessage> prompt, ChatOptions? options, ITurnView view, TimeProvider time)
{
    private const int Most = 4;

    /// <summary>A server that wants more patience is told as a failure: nobody waits in front of a screen for that long.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);

    public async IAsyncEnumerable<ChatResponseUpdate> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var updates = client.GetStreamingResponseAsync(prompt, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using var _ = updates.ConfigureAwait(false);
            var begun = false;
            TimeSpan wait = default;
            while (true)
            {
                try
                {
                    if (!await updates.MoveNextAsync())
                    {
                        yield break;
                    }
                }
                catch (ProviderException failure) when (!begun && attempt < Most && WaitFor(failure.Problem, attempt) is { } given)
                {
                    wait = given;
                    await view.ProgressAsync(new(ReplyPhase.Retrying, RetryIn: wait, Reason: failure.Problem.What), cancellationToken);
                    break;
                }

                begun |= updates.Current.Contents.Any(content => content is not ProgressContent);
                yield return updates.Current;
            }

            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private static TimeSpan? WaitFor(Problem problem, int attempt)
    {
        var wait = problem.RetryAfter ?? FirstWait * Math.Pow(2, attempt - 1);
        return problem is { Retryable: true, Kind: ProblemKind.RateLimited or ProblemKind.Busy } && wait <= LongestWait ? wait : null;
    }
}
