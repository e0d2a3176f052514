using AiChatLocal.Protocol.Network;

namespace AiChatLocal.Server.Features.Network;

internal sealed class NetworkGetHandler(NetworkEditor editor)
{
    public Task<NetworkStatus> HandleAsync(NetworkGetParams parameters, CancellationToken cancellationToken) => editor.GetAsync(cancellationToken);
}
