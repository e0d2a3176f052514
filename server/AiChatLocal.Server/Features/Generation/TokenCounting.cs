using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Server.Features.Generation;

/// <summary>Lets the provider of a model count the tokens of a prompt, where it can, and for a limited time.</summary>
internal static class TokenCounting
{
    /// <returns>Null: the provider does not count, could not, or did not in time. Whoever asked has an estimate.</returns>
    public static async Task<TokenCount?> TryCountAsync(
        IProvider provider, string model, IEnumerable<ChatMessage> messages, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        if (provider is not ITokenCounter counter)
        {
            return null;
        }

        using var timeout = new CancellationTokenSource(limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await counter.CountTokensAsync(model, messages, options: null, both.Token);
        }
        catch (ProviderException)
        {
            // What keeps it from counting keeps it from answering, too, and is told there.
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
