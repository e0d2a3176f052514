using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.OpenAiCompatible.Tokens;

/// <summary>Counts the tokens of a prompt in the way of the server that is there; a server without one gives no count.</summary>
/// <param name="root">Above <c>/v1</c>.</param>
/// <param name="modelsPath">Below <paramref name="server"/>: its answer tells which server it is.</param>
internal sealed class ServerTokens(HttpRoom http, HttpServer server, HttpServer root, string modelsPath)
{
    /// <summary>Of one answer: who waits for a count waits for a question of his own.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    private volatile string? _software;

    /// <summary>Remembers which server it is; another one may take its port later, which a refused count tells.</summary>
    public async Task<TokenCount?> CountAsync(string model, IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        TokenPrompt prompt = new(model, [.. messages], options);
        if (!prompt.IsText)
        {
            // What an image takes depends on its size and on the model; no server tells it beforehand.
            return null;
        }

        var software = _software ??= await IdentifyAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return software switch
            {
                ServerIdentity.LlamaCpp => await LlamaCppTokens.CountAsync(http, root, prompt, cancellationToken).ConfigureAwait(false),
                "vLLM" => await VllmTokens.CountAsync(http, root, prompt, cancellationToken).ConfigureAwait(false),
                "textgen" => await TextgenTokens.CountAsync(http, root, prompt, cancellationToken).ConfigureAwait(false),
                "LocalAI" => await LocalAiTokens.CountAsync(http, root, prompt, cancellationToken).ConfigureAwait(false),
                _ => null,
            };
        }
        catch (Core.ProviderException)
        {
            _software = null;
            throw;
        }
    }

    private async Task<string?> IdentifyAsync(CancellationToken cancellationToken)
    {
        using var models = await http.SendJsonAsync(HttpCall.Get(server, modelsPath, Limit), cancellationToken).ConfigureAwait(false);
        return (await ServerIdentity.IdentifyAsync(http, root, models, Limit, cancellationToken).ConfigureAwait(false)).DisplayName;
    }
}
