namespace AiChatLocal.Protocol.Models;

/// <summary>
/// Downloads a model into the data directory. Progress comes as <see cref="ModelsPullProgress"/>; a pull that was cancelled or cut
/// off goes on where it stopped.
/// </summary>
/// <param name="PullId">Chosen by the caller; the progress notifications carry it.</param>
[RpcRequest("models/pull")]
public sealed record ModelsPullParams(string Model, string PullId) : IRpcRequest<ModelsPullResult>;

public sealed record ModelsPullResult(PullStatus Status);

public enum PullStatus
{
    Completed,
    Cancelled,
}

/// <param name="CompletedBytes">Bytes that are on this machine, those of earlier attempts included.</param>
[RpcNotification("models/pullProgress", RpcSender.Server)]
public sealed record ModelsPullProgress(
    string PullId, PullPhase Phase, long CompletedBytes, long? TotalBytes = null, double? BytesPerSecond = null) : IRpcNotification;

public enum PullPhase
{
    Downloading,
    Verifying,
}
