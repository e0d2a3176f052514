using System.CommandLine;
using System.Globalization;
using AiChatLocal.Protocol.Providers;
using AiChatLocal.Server.Features.Providers;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary><c>providers metrics</c>: what a model server measures of itself.</summary>
internal static class MetricsCommand
{
    public static Command Create(Argument<string> name)
    {
        var command = new Command("metrics", "Show what a model server measures of itself: requests, speeds, cache, slots (llama.cpp, vLLM).") { name };
        command.SetAction(CliSession.Action(async (session, parsed, token) =>
        {
            var given = parsed.GetRequiredValue(name);
            var provider = await session.Sidecar.Providers.FindByNameAsync(given, token) ?? throw ProviderEditor.NotFound(given);
            var result = await new ProvidersMetricsHandler(session.Sidecar.Providers).HandleAsync(new(provider.Configuration.Id), token);
            if (session.Json)
            {
                session.Write(result);
                return ExitCode.Ok;
            }

            if (result.Models.Count == 0)
            {
                await session.Output.WriteLineAsync("No model is in memory.");
            }

            foreach (var line in result.Models.SelectMany(Lines))
            {
                await session.Output.WriteLineAsync(line);
            }

            return ExitCode.Ok;
        }));
        return command;
    }

    private static IEnumerable<string> Lines(ModelFigures figures)
    {
        if (figures.Model is { } model)
        {
            yield return model;
        }

        yield return Line("requests", $"{Text(figures.RequestsRunning)} running, {Text(figures.RequestsWaiting)} waiting");
        yield return Line("prompts", $"{Text(figures.PromptTokensPerSecond)} tokens/s, {Text(figures.PromptTokens)} tokens in all");
        yield return Line("answers", $"{Text(figures.GenerationTokensPerSecond)} tokens/s, {Text(figures.GenerationTokens)} tokens in all");
        if (figures.KvCacheUsage is { } usage)
        {
            yield return Line("cache", usage.ToString("0.0 % in use", CultureInfo.InvariantCulture));
        }

        foreach (var slot in figures.Slots ?? [])
        {
            yield return Line($"slot {slot.Slot}", $"{(slot.Busy ? "busy" : "free")}, {Text(slot.ContextLength)} tokens of context{(slot.GeneratedTokens is { } count ? $", {count} written" : "")}");
        }
    }

    private static string Line(string name, string text) => $"  {name,-10} {text}";

    private static string Text(double? value) => value?.ToString("0.#", CultureInfo.InvariantCulture) ?? "–";
}
