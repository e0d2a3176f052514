namespace AiChatLocal.Rpc.Tests.Support;

/// <summary>The one time-out of these tests: long enough that only a hang meets it.</summary>
internal static class Within
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static Task Time(this Task task) => task.WaitAsync(Limit);

    public static Task<T> Time<T>(this Task<T> task) => task.WaitAsync(Limit);

    public static Task Time(this ValueTask task) => task.AsTask().WaitAsync(Limit);
}
