using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.OpenAiCompatible.Tokens;

/// <summary>vLLM: <c>/tokenize</c> takes the conversation itself.</summary>
internal static class VllmTokens
{
    public static async Task<TokenCount?> CountAsync(HttpRoom http, HttpServer root, TokenPrompt prompt, CancellationToken cancellationToken)
    {
        var body = prompt.WriteConversation(json => json.WriteBoolean("add_generation_prompt"u8, true));
        using var answer = await http.SendJsonAsync(HttpCall.Post(root, "/tokenize", body, prompt.Model), cancellationToken).ConfigureAwait(false);
        return TokenPrompt.CountOf(answer.Root, "count");
    }
}
