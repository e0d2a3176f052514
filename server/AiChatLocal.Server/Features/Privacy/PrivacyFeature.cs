using AiChatLocal.Protocol.Privacy;
using AiChatLocal.Rpc;
using AiChatLocal.Server.Hosting;

namespace AiChatLocal.Server.Features.Privacy;

internal static class PrivacyFeature
{
    public static RpcMethods AddPrivacy(this RpcMethods methods, Func<Sidecar> sidecar) => methods
        .Answer<PrivacyGetParams, PrivacyStatus>(() => new PrivacyGetHandler(sidecar().LocalOnly).HandleAsync)
        .Answer<PrivacySetParams, PrivacyStatus>(() => new PrivacySetHandler(sidecar().LocalOnly).HandleAsync)
        .Answer<PrivacyLedgerParams, PrivacyLedgerResult>(() => new PrivacyLedgerHandler(sidecar().Ledger).HandleAsync);
}
