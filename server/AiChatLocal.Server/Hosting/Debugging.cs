using System.Diagnostics;

namespace AiChatLocal.Server.Hosting;

internal static class Debugging
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Returns once a debugger is attached.</summary>
    public static async Task WaitAsync(TimeProvider time)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (!Debugger.IsAttached)
        {
            await timer.WaitForNextTickAsync();
        }
    }
}
