using AiChatLocal.Core;

namespace AiChatLocal.Server.Features.Transfer;

/// <summary>Writes a file that is there whole or not at all: beside it first, then under its name.</summary>
internal static class OutputFile
{
    /// <returns>The full path of the file.</returns>
    public static async Task<string> WriteAsync(string path, Func<Stream, Task> write)
    {
        var full = Path.GetFullPath(path);
        var unfinished = $"{full}.{Guid.NewGuid():N}.unfinished";
        try
        {
            await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, 64 * 1024))
            {
                await write(file);
            }

            File.Move(unfinished, full, overwrite: true);
            return full;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RequestException(
                new(
                    ProblemKind.Invalid,
                    $"{full} could not be written.",
                    $"The folder does not exist or cannot be written, the disk is full, or the file is open elsewhere.",
                    $"Choose another place.",
                    exception.Message),
                exception);
        }
        finally
        {
            if (File.Exists(unfinished))
            {
                File.Delete(unfinished);
            }
        }
    }
}
