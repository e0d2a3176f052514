using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Providers;

namespace AiChatLocal.Server.Features.Providers;

internal sealed class ProvidersSetEnabledHandler(ProviderEditor editor)
{
    public async Task<EmptyResult> HandleAsync(ProvidersSetEnabledParams parameters, CancellationToken cancellationToken)
    {
        await editor.SetEnabledAsync(parameters.ProviderId, parameters.Enabled, cancellationToken);
        return EmptyResult.Instance;
    }
}
