using AiChatLocal.Core;
using AiChatLocal.Core.Diagnostics;

namespace AiChatLocal.Storage.Maintenance;

internal static class DirectoryChecks
{
    /// <summary>Writes and removes a small file.</summary>
    public static Check Writable(DataDirectory directory)
    {
        const string Name = "data directory";
        try
        {
            Directory.CreateDirectory(directory.Path);
            var probe = Path.Combine(directory.Path, $".probe-{Guid.NewGuid():N}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return new(Name, CheckStatus.Ok, Verbatim(directory.Path));
        }
        catch (Exception exception) when (StorageErrors.Map(exception, directory) is { } mapped)
        {
            return new(Name, CheckStatus.Failed, $"{mapped.Problem.What} {mapped.Problem.Why}", mapped.Problem.Fix);
        }
    }
}
