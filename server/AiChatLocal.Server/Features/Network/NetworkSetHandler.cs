using AiChatLocal.Protocol.Network;

namespace AiChatLocal.Server.Features.Network;

internal sealed class NetworkSetHandler(NetworkEditor editor)
{
    public Task<NetworkStatus> HandleAsync(NetworkSetParams parameters, CancellationToken cancellationToken) =>
        editor.SetAsync(parameters.CaFile, parameters.SilenceLimitSeconds, cancellationToken);
}
