using System.Collections.Concurrent;
using AiChatLocal.Core.Providers;

namespace AiChatLocal.Providers.OpenAiCompatible.Servers.Figures;

/// <summary>Makes speeds of totals that only grow, for a server that tells no speeds. Remembers what was read last.</summary>
internal sealed class TokenRates(TimeProvider time)
{
    /// <summary>Between two readings, when there is none of before.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>A mean over a longer time says nothing of now.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (long Time, ModelFigures Figures)> _before = new(StringComparer.Ordinal);

    /// <summary>Reads once, or twice when nothing was read within the last minute.</summary>
    public async Task<IReadOnlyList<ModelFigures>> MeasureAsync(
        Func<CancellationToken, Task<IReadOnlyList<ModelFigures>>> read, CancellationToken cancellationToken)
    {
        var now = await read(cancellationToken).ConfigureAwait(false);
        if (now.Any(figures => NeedsRates(figures) && !IsFresh(figures)))
        {
            Remember(now);
            await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(false);
            now = await read(cancellationToken).ConfigureAwait(false);
        }

        IReadOnlyList<ModelFigures> measured = [.. now.Select(Complete)];
        Remember(now);
        return measured;
    }

    private static bool NeedsRates(ModelFigures figures) =>
        figures is { GenerationTokensPerSecond: null, GenerationTokens: not null } or { PromptTokensPerSecond: null, PromptTokens: not null };

    /// <summary>Per second; null when the server was started anew in between.</summary>
    private static double? Rate(long? before, long? now, TimeSpan elapsed) => now - before is { } tokens and >= 0 ? tokens / elapsed.TotalSeconds : null;

    private bool IsFresh(ModelFigures figures) => _before.TryGetValue(figures.Model ?? "", out var before)
        && time.GetElapsedTime(before.Time) is var elapsed && elapsed >= Interval && elapsed <= Longest;

    private ModelFigures Complete(ModelFigures figures)
    {
        if (!_before.TryGetValue(figures.Model ?? "", out var before) || time.GetElapsedTime(before.Time) is not { Ticks: > 0 } elapsed)
        {
            return figures;
        }

        return figures with
        {
            PromptTokensPerSecond = figures.PromptTokensPerSecond ?? Rate(before.Figures.PromptTokens, figures.PromptTokens, elapsed),
            GenerationTokensPerSecond = figures.GenerationTokensPerSecond ?? Rate(before.Figures.GenerationTokens, figures.GenerationTokens, elapsed),
        };
    }

    private void Remember(IReadOnlyList<ModelFigures> read)
    {
        foreach (var figures in read)
        {
            _before[figures.Model ?? ""] = (time.GetTimestamp(), figures);
        }
    }
}
