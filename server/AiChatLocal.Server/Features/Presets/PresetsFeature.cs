using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Presets;
using AiChatLocal.Rpc;
using AiChatLocal.Server.Hosting;

namespace AiChatLocal.Server.Features.Presets;

internal static class PresetsFeature
{
    public static RpcMethods AddPresets(this RpcMethods methods, Func<Sidecar> sidecar) => methods
        .Answer<PresetsListParams, PresetsListResult>(() => new PresetsListHandler(sidecar().Presets).HandleAsync)
        .Answer<PresetsSaveParams, EmptyResult>(() => new PresetsSaveHandler(sidecar().Presets).HandleAsync)
        .Answer<PresetsRemoveParams, EmptyResult>(() => new PresetsRemoveHandler(sidecar().Presets).HandleAsync);
}
