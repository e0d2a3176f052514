using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Chat;

namespace AiChatLocal.Server.Features.Chat;

internal sealed class ChatSelectBranchHandler(ChatTurns turns)
{
    public async Task<EmptyResult> HandleAsync(ChatSelectBranchParams parameters, CancellationToken cancellationToken)
    {
        await turns.ChangeTreeAsync(
            Edge.ParseId(parameters.ChatId, $"chat"),
            Edge.ParseId(parameters.MessageId, $"message"),
            (tree, chatId, messageId) => tree.SelectAsync(chatId, messageId, cancellationToken));
        return EmptyResult.Instance;
    }
}
