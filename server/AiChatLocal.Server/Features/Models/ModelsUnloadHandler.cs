using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Models;

namespace AiChatLocal.Server.Features.Models;

internal sealed class ModelsUnloadHandler(ModelLoading loading)
{
    public async Task<EmptyResult> HandleAsync(ModelsUnloadParams parameters, CancellationToken cancellationToken)
    {
        await loading.UnloadAsync(parameters.Model, cancellationToken);
        return EmptyResult.Instance;
    }
}
