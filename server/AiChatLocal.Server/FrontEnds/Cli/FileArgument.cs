using AiChatLocal.Core;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary>Files that are named on the command line.</summary>
internal static class FileArgument
{
    /// <param name="what">What the file holds, e.g. <c>picture</c>.</param>
    public static T Read<T>(FileInfo file, string what, Func<string, T> read)
    {
        try
        {
            return read(file.FullName);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RequestException(new(
                ProblemKind.Invalid, $"The {what} cannot be read.", Verbatim(exception.Message), $"Name a file that exists and holds a {what}."));
        }
    }
}
