using AiChatLocal.Core;
using AiChatLocal.Core.Providers;

namespace AiChatLocal.Providers.Tests.Support;

/// <summary>Tests a provider and tells where the test ended.</summary>
internal static class Doctor
{
    public static async Task<ProviderTestReport> TestAsync(this TestRoom room, string kind, string url, string? key = null, bool? ask = null) =>
        await room.Provider(kind, new(url), key).TestAsync(ask, TestContext.Current.CancellationToken).WaitAsync(TestRoom.Patience, TestContext.Current.CancellationToken);

    public static string Message(this ProviderTestReport report, string step) => report.Steps.Single(each => each.Name == step).Message;

    /// <summary>The test ended at this step, and its cause and its fix hold these words.</summary>
    public static Problem AssertFailed(this ProviderTestReport report, string step, string why, string fix)
    {
        var last = report.Steps[^1];
        var failure = Assert.IsType<Problem>(last.Failure);
        Assert.Equal(step, last.Name);
        Assert.Contains(why, $"{failure.What} {failure.Why}", StringComparison.Ordinal);
        Assert.Contains(fix, failure.Fix, StringComparison.Ordinal);
        Assert.All(report.Steps.SkipLast(1), each => Assert.Null(each.Failure));
        return failure;
    }
}
