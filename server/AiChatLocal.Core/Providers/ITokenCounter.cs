using Microsoft.Extensions.AI;

namespace AiChatLocal.Core.Providers;

/// <summary>A provider that can say how many tokens a prompt takes before it is sent.</summary>
public interface ITokenCounter
{
    /// <summary>The tokens of the whole prompt with its system prompt and tools; null when the server has no answer to that.</summary>
    Task<int?> CountTokensAsync(string model, IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken);
}
