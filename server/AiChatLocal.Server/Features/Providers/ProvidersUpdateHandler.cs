using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Providers;

namespace AiChatLocal.Server.Features.Providers;

internal sealed class ProvidersUpdateHandler(ProviderEditor editor)
{
    public async Task<EmptyResult> HandleAsync(ProvidersUpdateParams parameters, CancellationToken cancellationToken)
    {
        await editor.UpdateAsync(parameters, cancellationToken);
        return EmptyResult.Instance;
    }
}
