using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Prompts;
using AiChatLocal.Rpc;
using AiChatLocal.Server.Hosting;

namespace AiChatLocal.Server.Features.Prompts;

internal static class PromptsFeature
{
    public static RpcMethods AddPrompts(this RpcMethods methods, Func<Sidecar> sidecar) => methods
        .Answer<PromptsListParams, PromptsListResult>(() => new PromptsListHandler(sidecar().Prompts).HandleAsync)
        .Answer<PromptsSaveParams, EmptyResult>(() => new PromptsSaveHandler(sidecar().Prompts).HandleAsync)
        .Answer<PromptsRemoveParams, EmptyResult>(() => new PromptsRemoveHandler(sidecar().Prompts).HandleAsync);
}
