using AiChatLocal.Core;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.Management;

/// <summary>Calls that manage a server. They last as long as a model takes to load, and some answer with a word in place of JSON.</summary>
internal static class ManagementCalls
{
    /// <summary>Waits for the answer without a limit, where the call has none of its own. A status that is no success, or an error inside a good answer, is a <see cref="ProviderException"/>.</summary>
    /// <returns>The body.</returns>
    public static async Task<ReadOnlyMemory<byte>> ManageAsync(this HttpRoom http, HttpCall call, CancellationToken cancellationToken) =>
        await http.SendManagingAsync(call, takesAdminKey: false, cancellationToken).ConfigureAwait(false);

    /// <summary>The same for a server that may want a key of its own for it, which the call carries where there is one.</summary>
    public static async Task<ReadOnlyMemory<byte>> ManageAsAdminAsync(this HttpRoom http, HttpCall call, CancellationToken cancellationToken) =>
        await http.SendManagingAsync(call, takesAdminKey: true, cancellationToken).ConfigureAwait(false);

    private static async Task<ReadOnlyMemory<byte>> SendManagingAsync(this HttpRoom http, HttpCall call, bool takesAdminKey, CancellationToken cancellationToken)
    {
        using var answer = await http.SendAsync(call with { Limit = call.Limit ?? Timeout.InfiniteTimeSpan }, cancellationToken).ConfigureAwait(false);
        var body = await answer.ReadAllAsync(cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccess)
        {
            var problem = StatusProblems.From(answer, ErrorBody.Parse(body.Span));
            throw new ProviderException(takesAdminKey ? ForManager(problem) : problem);
        }

        if (answer.MediaType is "text/html")
        {
            throw new ProviderException(StatusProblems.NotJson(call.Server, html: true, ErrorBody.Parse(body.Span).Message));
        }

        // LM Studio answers an unknown route with 200 and an error in it.
        return ErrorBody.TryFind(body) is { } inside ? throw new ProviderException(StatusProblems.InStream(call, inside)) : body;
    }

    private static Problem ForManager(Problem problem) => problem.Kind != ProblemKind.Unauthorized ? problem : problem with
    {
        Fix = $"Managing models may need a key of its own: set the server's admin key for this provider, or its API key where it has no other.",
    };
}
