using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Providers;
using AiChatLocal.Rpc;
using AiChatLocal.Server.Hosting;

namespace AiChatLocal.Server.Features.Providers;

internal static class ProvidersFeature
{
    public static RpcMethods AddProviders(this RpcMethods methods, Func<Sidecar> sidecar) => methods
        .Answer<ProvidersListParams, ProvidersListResult>(() => new ProvidersListHandler(sidecar().Providers).HandleAsync)
        .Answer<ProvidersAddParams, ProvidersAddResult>(() => new ProvidersAddHandler(sidecar().ProviderEditor).HandleAsync)
        .Answer<ProvidersUpdateParams, EmptyResult>(() => new ProvidersUpdateHandler(sidecar().ProviderEditor).HandleAsync)
        .Answer<ProvidersRemoveParams, EmptyResult>(() => new ProvidersRemoveHandler(sidecar().ProviderEditor).HandleAsync)
        .Answer<ProvidersSetEnabledParams, EmptyResult>(() => new ProvidersSetEnabledHandler(sidecar().ProviderEditor).HandleAsync)
        .Answer<ProvidersReorderParams, EmptyResult>(() => new ProvidersReorderHandler(sidecar().ProviderEditor).HandleAsync)
        .Answer<ProvidersTestParams, ProvidersTestResult>(() => new ProvidersTestHandler(sidecar().Providers).HandleAsync)
        .Answer<ProvidersMetricsParams, ProvidersMetricsResult>(() => new ProvidersMetricsHandler(sidecar().Providers).HandleAsync)
        .Answer<ProvidersDiscoverParams, ProvidersDiscoverResult>(() => new ProvidersDiscoverHandler(sidecar().Discovery).HandleAsync);
}
