using AiChatLocal.Core.Chats;
using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Chat;

namespace AiChatLocal.Server.Features.Chat;

internal sealed class ChatRateHandler(IMessageTree tree)
{
    public async Task<EmptyResult> HandleAsync(ChatRateParams parameters, CancellationToken cancellationToken)
    {
        var messageId = Edge.ParseId(parameters.MessageId, $"message");
        var rated = await tree.RateAsync(Edge.ParseId(parameters.ChatId, $"chat"), messageId, parameters.Rating.FromWire(), cancellationToken);
        return rated ? EmptyResult.Instance : throw ChatErrors.NoSuchMessage(messageId);
    }
}
