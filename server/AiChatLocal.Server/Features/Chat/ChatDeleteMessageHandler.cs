using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Chat;

namespace AiChatLocal.Server.Features.Chat;

internal sealed class ChatDeleteMessageHandler(ChatTurns turns)
{
    public async Task<EmptyResult> HandleAsync(ChatDeleteMessageParams parameters, CancellationToken cancellationToken)
    {
        await turns.ChangeTreeAsync(
            Edge.ParseId(parameters.ChatId, $"chat"),
            Edge.ParseId(parameters.MessageId, $"message"),
            (tree, chatId, messageId) => tree.DeleteFromAsync(chatId, messageId, cancellationToken));
        return EmptyResult.Instance;
    }
}
