using AiChatLocal.Protocol.Doctor;
using AiChatLocal.Rpc;
using AiChatLocal.Server.Hosting;

namespace AiChatLocal.Server.Features.Doctor;

internal static class DoctorFeature
{
    public static RpcMethods AddDoctor(this RpcMethods methods, Func<Sidecar> sidecar) =>
        methods.Answer<DoctorRunParams, DoctorRunResult>(() => new DoctorRunHandler(sidecar().Diagnosis).HandleAsync);
}
