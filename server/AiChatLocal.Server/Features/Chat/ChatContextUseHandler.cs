using AiChatLocal.Protocol.Chat;

namespace AiChatLocal.Server.Features.Chat;

internal sealed class ChatContextUseHandler(ContextGauge gauge)
{
    public async Task<ChatContextUseResult> HandleAsync(ChatContextUseParams parameters, CancellationToken cancellationToken)
    {
        var use = await gauge.MeasureAsync(Edge.ParseOptionalId(parameters.ChatId, $"chat"), parameters.Model, cancellationToken);
        return new(use.System, use.History, use.Files, use.Estimated, use.Model, use.Window);
    }
}
