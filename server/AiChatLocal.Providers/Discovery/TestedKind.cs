using System.Text.Json;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.OpenAiCompatible;

namespace AiChatLocal.Providers.Discovery;

/// <summary>What the test has to know of a kind of server; all else is the same for all.</summary>
/// <param name="DisplayName">What it is when it is of this kind.</param>
/// <param name="Path">Its answer tells whether it is.</param>
/// <param name="Is">Whether an answer is one of this kind.</param>
/// <param name="ListPath">Lists models, few of them: whether the key is taken.</param>
/// <param name="NoModel">What to do when there is none.</param>
internal sealed record TestedKind(string DisplayName, string Path, Func<JsonElement, bool> Is, string ListPath, LocalizedString NoModel)
{
    /// <summary>Looks closer at an answer of this kind; null: there is no more to find out.</summary>
    public Func<JsonAnswer, CancellationToken, Task<ServerIdentity>>? IdentifyAsync { get; init; }

    /// <summary>The shortest answer that its API lets us ask for.</summary>
    public int AnswerTokens { get; init; } = 1;
}
