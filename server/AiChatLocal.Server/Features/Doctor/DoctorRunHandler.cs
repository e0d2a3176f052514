using AiChatLocal.Core.Diagnostics;
using AiChatLocal.Protocol.Doctor;

namespace AiChatLocal.Server.Features.Doctor;

internal sealed class DoctorRunHandler(Diagnosis diagnosis)
{
    public async Task<DoctorRunResult> HandleAsync(DoctorRunParams parameters, CancellationToken cancellationToken)
    {
        var checks = await diagnosis.RunAsync(parameters.Repair, parameters.RestoreBackup, cancellationToken);
        return new(checks.All(check => check.Status != CheckStatus.Failed), [.. checks.Select(ToWire)]);
    }

    private static DoctorCheck ToWire(Check check) => new(
        check.Name,
        check.Status switch
        {
            CheckStatus.Ok => DoctorStatus.Ok,
            CheckStatus.Warning => DoctorStatus.Warning,
            CheckStatus.Failed => DoctorStatus.Failed,
            _ => DoctorStatus.Repaired,
        },
        check.Message,
        check.Fix);
}
