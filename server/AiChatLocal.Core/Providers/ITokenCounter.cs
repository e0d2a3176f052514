using Microsoft.Extensions.AI;

namespace AiChatLocal.Core.Providers;

/// <summary>A provider that can say how many tokens a prompt takes before it is sent.</summary>
public interface ITokenCounter
{
    /// <summary>The tokens of the whole prompt with its system prompt and tools; null when the server has no answer to that.</summary>
    Task<TokenCount?> CountTokensAsync(string model, IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken);
}

/// <param name="Estimated">True: a part of it was guessed, such as what the model's template puts between messages.</param>
public readonly record struct TokenCount(int Tokens, bool Estimated = false);
