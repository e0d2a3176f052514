using AiChatLocal.Protocol.Chat;
using AiChatLocal.Rpc;
using AiChatLocal.Server.Features.Generation;

namespace AiChatLocal.Server.Features.Chat;

internal sealed class ChatContinueHandler(ChatTurns turns)
{
    public async Task<ChatReplyResult> HandleAsync(ChatContinueParams parameters, RpcSession session, CancellationToken cancellationToken)
    {
        var chatId = Edge.ParseId(parameters.ChatId, $"chat");
        var messageId = Edge.ParseId(parameters.MessageId, $"message");
        var how = new Asking(parameters.Options.FromWire(), parameters.Overflow.FromWire());
        return (await turns.ContinueAsync(chatId, messageId, how, new RpcTurnView(parameters.ReplyId, session), cancellationToken)).ToWire();
    }
}
