using AiChatLocal.Core;

namespace AiChatLocal.Server.Features.Models;

/// <summary>How long a model stays in memory, as the contract says it: seconds; below 0, until it is unloaded.</summary>
internal static class KeepAliveTimes
{
    private const double MostSeconds = 366 * 24 * 3600.0;

    public static double? ToSeconds(TimeSpan? time) => time is { } given ? (given < TimeSpan.Zero ? -1 : given.TotalSeconds) : null;

    public static TimeSpan? FromSeconds(double? seconds) => seconds switch
    {
        null => null,
        < 0 => Timeout.InfiniteTimeSpan,
        <= MostSeconds => TimeSpan.FromSeconds(seconds.Value),
        _ => throw new RequestException(new(
            ProblemKind.Invalid, $"The time to keep the model cannot be sent.", $"It is more than a year, or no number.", $"Give seconds, or -1 to keep the model until it is unloaded.")),
    };
}
