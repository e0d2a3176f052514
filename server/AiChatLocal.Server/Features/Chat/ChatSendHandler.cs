using AiChatLocal.Protocol.Chat;
using AiChatLocal.Rpc;
using AiChatLocal.Server.Features.Generation;

namespace AiChatLocal.Server.Features.Chat;

internal sealed class ChatSendHandler(ChatTurns turns, TimeProvider time)
{
    public async Task<ChatReplyResult> HandleAsync(ChatSendParams parameters, RpcSession session, CancellationToken cancellationToken)
    {
        var question = new Question(
            Edge.ParseId(parameters.ChatId, $"chat"),
            QuestionParts.From(parameters.Text, parameters.Attachments, time),
            parameters.Model,
            How: new(parameters.Options.FromWire(), parameters.Overflow.FromWire(), parameters.Preset),
            EditOf: Edge.ParseOptionalId(parameters.EditOf, $"message"));
        var view = new RpcTurnView(parameters.ReplyId, session);
        return (await turns.AskAsync(question, view, cancellationToken)).ToWire();
    }
}
