using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.OpenAiCompatible.Tokens;

/// <summary>llama.cpp: <c>/apply-template</c> makes the text that the model would read, <c>/tokenize</c> takes it apart.</summary>
internal static class LlamaCppTokens
{
    public static async Task<TokenCount?> CountAsync(HttpRoom http, HttpServer root, TokenPrompt prompt, CancellationToken cancellationToken)
    {
        var ask = HttpCall.Post(root, "/apply-template", prompt.WriteConversation(), prompt.Model);
        using var applied = await http.SendJsonAsync(ask, cancellationToken).ConfigureAwait(false);
        if (applied.Root.Text("prompt") is not { } text)
        {
            return null;
        }

        // As a question is read: with the token that begins a text, and with the template's own words as the tokens that they stand for.
        var body = prompt.WriteText("content", text, json =>
        {
            json.WriteBoolean("add_special"u8, true);
            json.WriteBoolean("parse_special"u8, true);
        });
        using var counted = await http.SendJsonAsync(HttpCall.Post(root, "/tokenize", body, prompt.Model), cancellationToken).ConfigureAwait(false);
        return TokenPrompt.CountOf(counted.Root, "tokens");
    }
}
