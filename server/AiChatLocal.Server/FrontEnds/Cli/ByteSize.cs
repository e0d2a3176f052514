using System.Globalization;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary>Sizes for people: GB from a billion bytes on, else MB.</summary>
internal static class ByteSize
{
    public static string Text(long bytes) => bytes >= 1_000_000_000
        ? (bytes / 1e9).ToString("0.0 GB", CultureInfo.InvariantCulture)
        : (bytes / 1e6).ToString("0 MB", CultureInfo.InvariantCulture);
}
