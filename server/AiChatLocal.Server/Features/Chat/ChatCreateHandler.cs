using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Protocol.Chat;
using AiChatLocal.Server.Features.Models;

namespace AiChatLocal.Server.Features.Chat;

internal sealed class ChatCreateHandler(IChatStore store, Presets.Presets presets, DefaultModels defaults, TimeProvider time)
{
    public async Task<ChatCreateResult> HandleAsync(ChatCreateParams parameters, CancellationToken cancellationToken)
    {
        var model = parameters is { Model: null, Use: { } use } ? await defaults.FindAsync(use, cancellationToken) : parameters.Model;
        var now = time.GetUtcNow();
        var chat = new Core.Chats.Chat(EntityId.New(time), parameters.Title?.Trim() ?? "", now, now, model, parameters.SystemPrompt,
            TitleSource: parameters.Title is null ? TitleSource.FirstWords : TitleSource.User,
            Settings: await parameters.Settings.CheckedAsync(presets, cancellationToken),
            IsTemporary: parameters.Temporary ?? false);
        await store.CreateAsync(chat, cancellationToken);
        return new(chat.Id.ToString());
    }
}
