using AiChatLocal.Core.Providers;

namespace AiChatLocal.Providers.OpenAiCompatible.Servers.Figures;

/// <summary>Puts a server's samples together to our figures. What several engines of one model measure is added up; shares are averaged.</summary>
internal static class FigureReader
{
    public static ModelFigures Read(IEnumerable<Sample> samples, FigureNames names, string? model)
    {
        var byName = samples.ToLookup(sample => sample.Name, sample => sample.Value);
        return new(
            model,
            (int?)Sum(names.Running),
            (int?)Sum(names.Waiting),
            Sum(names.PromptRate),
            Sum(names.GenerationRate),
            Find(names.KvCacheUsage) is { Length: > 0 } shares ? shares.Average() : null,
            (long?)Sum(names.PromptTokens),
            (long?)Sum(names.GenerationTokens));

        double[] Find(string[] aliases) => aliases.Select(name => byName[name].ToArray()).FirstOrDefault(values => values.Length > 0) ?? [];

        double? Sum(string[] aliases) => Find(aliases) is { Length: > 0 } values ? values.Sum() : null;
    }
}
