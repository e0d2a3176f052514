using AiChatLocal.Protocol.Network;
using AiChatLocal.Rpc;
using AiChatLocal.Server.Hosting;

namespace AiChatLocal.Server.Features.Network;

internal static class NetworkFeature
{
    public static RpcMethods AddNetwork(this RpcMethods methods, Func<Sidecar> sidecar) => methods
        .Answer<NetworkGetParams, NetworkStatus>(() => new NetworkGetHandler(sidecar().Network).HandleAsync)
        .Answer<NetworkSetParams, NetworkStatus>(() => new NetworkSetHandler(sidecar().Network).HandleAsync);
}
