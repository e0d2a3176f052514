using System.Runtime.InteropServices;

namespace AiChatLocal.Server.Hosting;

/// <summary>
/// Asks the system whether stdout's reader has gone. The platform's own stream does not tell: it drops what is written into a closed pipe.
/// Windows has no such question; a reader that leaves is not noticed there.
/// </summary>
internal static class ClosedPipe
{
    private const int StandardOutput = 1;

    // The same on Linux, macOS and the BSDs. Linux tells a closed pipe by the first, the others by the second.
    private const short Error = 0x8;
    private const short HangUp = 0x10;

    public static bool IsOutputClosed()
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        var output = new Descriptor { Number = StandardOutput };
        return Poll(ref output, count: 1, timeoutMs: 0) > 0 && (output.Found & (Error | HangUp)) != 0;
    }

    [DllImport("libc", EntryPoint = "poll")]
    private static extern int Poll(ref Descriptor descriptor, nuint count, int timeoutMs);

    [StructLayout(LayoutKind.Sequential)]
    private struct Descriptor
    {
        public int Number;
        public short Asked;
        public short Found;
    }
}
