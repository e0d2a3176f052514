using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Models;

namespace AiChatLocal.Server.Features.Models;

internal sealed class ModelsSetDefaultHandler(DefaultModels defaults)
{
    public async Task<EmptyResult> HandleAsync(ModelsSetDefaultParams parameters, CancellationToken cancellationToken)
    {
        await defaults.ChooseAsync(parameters.Use ?? ModelUse.Chat, parameters.Model, cancellationToken);
        return EmptyResult.Instance;
    }
}
