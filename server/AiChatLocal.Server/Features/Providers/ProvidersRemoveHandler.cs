using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Providers;

namespace AiChatLocal.Server.Features.Providers;

internal sealed class ProvidersRemoveHandler(ProviderEditor editor)
{
    public async Task<EmptyResult> HandleAsync(ProvidersRemoveParams parameters, CancellationToken cancellationToken)
    {
        await editor.RemoveAsync(parameters.ProviderId, cancellationToken);
        return EmptyResult.Instance;
    }
}
