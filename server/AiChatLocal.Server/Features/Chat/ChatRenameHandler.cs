using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Chat;

namespace AiChatLocal.Server.Features.Chat;

internal sealed class ChatRenameHandler(IChatStore store)
{
    public async Task<EmptyResult> HandleAsync(ChatRenameParams parameters, CancellationToken cancellationToken)
    {
        var chatId = Edge.ParseId(parameters.ChatId, $"chat");
        var title = parameters.Title.Trim();
        if (title.Length == 0)
        {
            throw new RequestException(new(ProblemKind.Invalid, $"The title is empty.", $"A chat needs a title to be found by.", $"Give it at least one word."));
        }

        return await store.RenameAsync(chatId, title, TitleSource.User, cancellationToken) ? EmptyResult.Instance : throw ChatErrors.NoSuchChat(chatId);
    }
}
