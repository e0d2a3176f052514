using AiChatLocal.Protocol.Providers;

namespace AiChatLocal.Server.Features.Providers;

internal sealed class ProvidersAddHandler(ProviderEditor editor)
{
    public async Task<ProvidersAddResult> HandleAsync(ProvidersAddParams parameters, CancellationToken cancellationToken) =>
        new(await editor.AddAsync(parameters, cancellationToken));
}
