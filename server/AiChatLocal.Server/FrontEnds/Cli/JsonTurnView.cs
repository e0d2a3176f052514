using AiChatLocal.Protocol.Chat;
using AiChatLocal.Server.Features.Chat;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary>Writes a turn as the contract's values, one a line: the chat's id, then each <see cref="ChatDelta"/>; the result follows.</summary>
internal sealed class JsonTurnView(CliSession session) : ITurnView
{
    private string _replyId = "";
    private int _seq;

    public ValueTask StartedAsync(TurnStart start, CancellationToken cancellationToken)
    {
        _replyId = start.ReplyId.ToString();
        session.Write(new ChatCreateResult(start.ChatId.ToString()));
        return ValueTask.CompletedTask;
    }

    public ValueTask ProgressAsync(TurnProgress progress, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask TextAsync(string text, CancellationToken cancellationToken) => Write(new Protocol.Chat.TextPart(text));

    public ValueTask ThinkingAsync(string text, CancellationToken cancellationToken) => Write(new Protocol.Chat.ThinkingPart(text));

    public ValueTask FlushAsync() => ValueTask.CompletedTask;

    private ValueTask Write(MessagePart part)
    {
        session.Write(new ChatDelta(_replyId, _seq++, [part]));
        return ValueTask.CompletedTask;
    }
}
