using System.Globalization;
using AiChatLocal.Core;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary>Reads a time as people write it: <c>120s</c>, <c>2m</c>, <c>120</c>, <c>off</c>.</summary>
internal static class SilenceFlag
{
    public const string Off = "off";

    /// <returns>Seconds; null: off.</returns>
    public static int? Parse(string text)
    {
        if (text == Off)
        {
            return null;
        }

        var (digits, factor) = text switch
        {
            [.. var minutes, 'm'] => (minutes, 60),
            [.. var seconds, 's'] => (seconds, 1),
            _ => (text, 1),
        };
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 86400
            ? number * factor
            : throw new RequestException(new(ProblemKind.Invalid, $"“{text}” is no time.", $"It is a number of seconds or minutes, or off.", $"For example 120s, 5m or off."));
    }

    public static string Describe(int? seconds) => seconds is > 0 ? string.Create(CultureInfo.InvariantCulture, $"{seconds} s") : Off;
}
