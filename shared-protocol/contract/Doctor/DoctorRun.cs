namespace AiChatLocal.Protocol.Doctor;

/// <summary>Checks the installation: data directory, database, search index, backups, engine, providers.</summary>
/// <param name="Repair">Also mends what can be mended without losing anything: rebuilds the index, recovers interrupted replies.</param>
/// <param name="RestoreBackup">Path of a backup, or <c>latest</c>: puts it in place of the database, which is kept beside it.</param>
[RpcRequest("doctor/run")]
public sealed record DoctorRunParams(bool Repair = false, string? RestoreBackup = null) : IRpcRequest<DoctorRunResult>;

public sealed record DoctorRunResult(bool Ok, IReadOnlyList<DoctorCheck> Checks);

public sealed record DoctorCheck(string Name, DoctorStatus Status, string Message, string? Fix = null);

public enum DoctorStatus
{
    Ok,
    Warning,
    Failed,
    Repaired,
}
