using AiChatLocal.Protocol.Chat;
using AiChatLocal.Rpc;
using AiChatLocal.Server.Features.Generation;

namespace AiChatLocal.Server.Features.Chat;

internal sealed class ChatRegenerateHandler(ChatTurns turns)
{
    public async Task<ChatReplyResult> HandleAsync(ChatRegenerateParams parameters, RpcSession session, CancellationToken cancellationToken)
    {
        var chatId = Edge.ParseId(parameters.ChatId, $"chat");
        var messageId = Edge.ParseId(parameters.MessageId, $"message");
        var view = new RpcTurnView(parameters.ReplyId, session);
        var how = new Asking(parameters.Options.FromWire(), parameters.Overflow.FromWire(), parameters.Preset);
        return (await turns.AskAgainAsync(chatId, messageId, parameters.Model, how, parameters.Beside == true, view, cancellationToken)).ToWire();
    }
}
