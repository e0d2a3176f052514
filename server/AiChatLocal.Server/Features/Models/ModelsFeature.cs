using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Models;
using AiChatLocal.Rpc;
using AiChatLocal.Server.Hosting;

namespace AiChatLocal.Server.Features.Models;

internal static class ModelsFeature
{
    public static RpcMethods AddModels(this RpcMethods methods, Func<Sidecar> sidecar) => methods
        .Answer<ModelsListParams, ModelsListResult>(() => new ModelsListHandler(sidecar().Models, sidecar().DefaultModels).HandleAsync)
        .Answer<ModelsLoadParams, ModelsLoadResult>(() => new ModelsLoadHandler(sidecar().Loading).HandleAsync)
        .Answer<ModelsUnloadParams, EmptyResult>(() => new ModelsUnloadHandler(sidecar().Loading).HandleAsync)
        .Stream<ModelsPullParams, ModelsPullResult>(() => new ModelsPullHandler(sidecar().Pulls).HandleAsync)
        .Answer<ModelsEmbedParams, ModelsEmbedResult>(() => new ModelsEmbedHandler(sidecar().Embeddings).HandleAsync)
        .Answer<ModelsCountTokensParams, ModelsCountTokensResult>(() => new ModelsCountTokensHandler(sidecar().TokenCounts).HandleAsync)
        .Answer<ModelsSetDefaultParams, EmptyResult>(() => new ModelsSetDefaultHandler(sidecar().DefaultModels).HandleAsync);
}
