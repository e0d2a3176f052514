using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Core.Privacy;
using AiChatLocal.Core.Providers;
using AiChatLocal.Server.Features.Chat;
using AiChatLocal.Server.Features.Generation;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Server.Features.Models;

/// <summary>How many tokens a text or a chat takes as a prompt. Every door comes through here.</summary>
internal sealed class TokenCounts(ModelCatalog models, Presets.Presets presets, Func<IChatStore> chats, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <param name="text">The next question; null: none.</param>
    /// <param name="chatId">The chat before it; null: none.</param>
    public async Task<TokenCount> CountAsync(string fullName, string? text, EntityId? chatId, CancellationToken cancellationToken)
    {
        if (text is null && chatId is null)
        {
            throw new RequestException(new(ProblemKind.Invalid, $"There is nothing to count.", $"Neither a text nor a chat is given.", $"Give a text, a chat, or both."));
        }

        var (provider, model) = await models.ResolveAsync(fullName, cancellationToken);
        List<ChatMessage> prompt = [];
        if (chatId is { } id)
        {
            var page = await chats().GetMessagesAsync(id, limit: null, before: null, cancellationToken) ?? throw ChatErrors.NoSuchChat(id);
            // As the next question would be sent.
            var preset = await presets.FindAsync(Asking.Plainly.Over(page.Chat.Settings).Preset, fullName, cancellationToken);
            var maySee = await new Abilities(models).MaySeeAsync(provider, model, page.Messages, cancellationToken);
            var messages = maySee ? await new Pictures(chats(), time).LoadAsync(page.Messages, cancellationToken) : page.Messages;
            prompt = Prompt.Build(page.Chat.SystemPrompt ?? preset?.SystemPrompt, messages, new(fullName, maySee));
        }

        if (text is not null)
        {
            prompt.Add(new(ChatRole.User, text));
        }

        EgressScope.Enter(EgressPurpose.Chat);
        return await TokenCounting.TryCountAsync(provider, model, prompt, Limit, time, cancellationToken)
            ?? new(TokenEstimate.Of(prompt), Estimated: true);
    }
}
