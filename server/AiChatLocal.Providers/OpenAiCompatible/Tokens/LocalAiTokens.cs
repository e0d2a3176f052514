using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Streaming;

namespace AiChatLocal.Providers.OpenAiCompatible.Tokens;

/// <summary>
/// LocalAI counts texts and has no route for what its template makes of a conversation: the texts are counted, and what stands between them
/// is guessed.
/// </summary>
internal static class LocalAiTokens
{
    /// <summary>The role, and the words that begin and end a message.</summary>
    private const int PerMessage = 4;

    public static async Task<TokenCount?> CountAsync(HttpRoom http, HttpServer root, TokenPrompt prompt, CancellationToken cancellationToken)
    {
        var texts = PromptMessages.Enumerate(prompt.Messages, prompt.Options).Select(message => message.Text).ToList();
        var body = prompt.WriteText("content", string.Join("\n", texts));
        using var answer = await http.SendJsonAsync(HttpCall.Post(root, "/v1/tokenize", body, prompt.Model), cancellationToken).ConfigureAwait(false);
        return TokenPrompt.CountOf(answer.Root, "tokens") is { } counted ? new(counted.Tokens + (texts.Count * PerMessage), Estimated: true) : null;
    }
}
