using AiChatLocal.Protocol.Models;

namespace AiChatLocal.Server.Features.Models;

internal sealed class ModelsCountTokensHandler(TokenCounts counts)
{
    public async Task<ModelsCountTokensResult> HandleAsync(ModelsCountTokensParams parameters, CancellationToken cancellationToken)
    {
        var count = await counts.CountAsync(
            parameters.Model, parameters.Text, Edge.ParseOptionalId(parameters.ChatId, $"chat"), cancellationToken);
        return new(count.Tokens, count.Estimated);
    }
}
