namespace AiChatLocal.Server.Tests.Support;

/// <summary>The one time-out of these tests: long enough that only a hang meets it.</summary>
internal static class Within
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static Task Time(this Task task) => task.WaitAsync(Limit, TestContext.Current.CancellationToken);

    public static Task<T> Time<T>(this Task<T> task) => task.WaitAsync(Limit, TestContext.Current.CancellationToken);
}
