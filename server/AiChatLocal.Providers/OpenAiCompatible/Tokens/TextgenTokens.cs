using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.OpenAiCompatible.Tokens;

/// <summary>Text Generation WebUI: one route shows the prompt that it would make, another counts its tokens.</summary>
internal static class TextgenTokens
{
    public static async Task<TokenCount?> CountAsync(HttpRoom http, HttpServer root, TokenPrompt prompt, CancellationToken cancellationToken)
    {
        var ask = HttpCall.Post(root, "/v1/internal/chat-prompt", prompt.WriteConversation(), prompt.Model);
        using var made = await http.SendJsonAsync(ask, cancellationToken).ConfigureAwait(false);
        if (made.Root.Text("prompt") is not { } text)
        {
            return null;
        }

        var count = HttpCall.Post(root, "/v1/internal/token-count", prompt.WriteText("text", text), prompt.Model);
        using var answer = await http.SendJsonAsync(count, cancellationToken).ConfigureAwait(false);
        return TokenPrompt.CountOf(answer.Root, "length");
    }
}
