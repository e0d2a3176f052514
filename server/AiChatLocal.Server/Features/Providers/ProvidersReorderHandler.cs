using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Providers;

namespace AiChatLocal.Server.Features.Providers;

internal sealed class ProvidersReorderHandler(ProviderEditor editor)
{
    public async Task<EmptyResult> HandleAsync(ProvidersReorderParams parameters, CancellationToken cancellationToken)
    {
        await editor.ReorderAsync(parameters.ProviderIds, cancellationToken);
        return EmptyResult.Instance;
    }
}
