using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary><c>--keep-alive</c>: a time such as <c>90s</c>, <c>10m</c>, <c>2h</c> or <c>1d</c>, or <c>forever</c>; in seconds, below 0 for ever.</summary>
internal static class DurationOption
{
    private const double Forever = -1;

    public static Option<double?> Create(string description) => new("--keep-alive")
    {
        Description = description,
        HelpName = "time",
        CustomParser = Parse,
    };

    /// <summary>Null: it is no time.</summary>
    public static double? Read(string text)
    {
        if (text == "forever")
        {
            return Forever;
        }

        var (number, unit) = text switch
        {
            [.. var digits, 's'] => (digits, 1),
            [.. var digits, 'm'] => (digits, 60),
            [.. var digits, 'h'] => (digits, 3600),
            [.. var digits, 'd'] => (digits, 24 * 3600),
            _ => (text, 1),
        };
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) && double.IsFinite(count) ? count * unit : null;
    }

    private static double? Parse(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (Read(text) is { } seconds)
        {
            return seconds;
        }

        result.AddError($"“{text}” is no time. Give it as 90s, 10m, 2h, 1d or forever.");
        return null;
    }
}
