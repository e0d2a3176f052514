using System.Globalization;
using System.Text;

namespace AiChatLocal.Providers.OpenAiCompatible.Servers.Figures;

/// <param name="Labels">By name; empty: none.</param>
internal sealed record Sample(string Name, IReadOnlyDictionary<string, string> Labels, double Value);

/// <summary>Reads Prometheus' text format: a name, labels in braces, a value. A line that is none of it is left out, and so is a value that is no number.</summary>
internal static class PrometheusText
{
    public static IReadOnlyList<Sample> Parse(ReadOnlySpan<byte> body)
    {
        List<Sample> samples = [];
        foreach (var line in Encoding.UTF8.GetString(body).AsSpan().EnumerateLines())
        {
            if (ReadLine(line.Trim().TrimStart('\uFEFF')) is { } sample)
            {
                samples.Add(sample);
            }
        }

        return samples;
    }

    private static Sample? ReadLine(ReadOnlySpan<char> line)
    {
        var end = line.IndexOfAny('{', ' ', '\t');
        if (end <= 0 || line[0] == '#')
        {
            return null;
        }

        var name = line[..end].ToString();
        var rest = line[end..].TrimStart();
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        if (rest is ['{', ..] && !ReadLabels(ref rest, labels))
        {
            return null;
        }

        // A time may stand behind the value.
        rest = rest.Trim();
        var value = rest.IndexOfAny(' ', '\t') is >= 0 and var at ? rest[..at] : rest;
        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? new(name, labels, number) : null;
    }

    /// <summary>False: the braces are never closed, or hold something else.</summary>
    private static bool ReadLabels(ref ReadOnlySpan<char> rest, Dictionary<string, string> labels)
    {
        rest = rest[1..].TrimStart();
        while (rest is not ['}', ..])
        {
            var equals = rest.IndexOf('=');
            if (equals <= 0)
            {
                return false;
            }

            var name = rest[..equals].Trim().ToString();
            rest = rest[(equals + 1)..].TrimStart();
            if (rest is not ['"', ..] || ReadQuoted(ref rest) is not { } value)
            {
                return false;
            }

            labels[name] = value;
            rest = rest.TrimStart();
            rest = rest is [',', ..] ? rest[1..].TrimStart() : rest;
        }

        rest = rest[1..];
        return true;
    }

    private static string? ReadQuoted(ref ReadOnlySpan<char> rest)
    {
        var text = new StringBuilder();
        for (var at = 1; at < rest.Length; at++)
        {
            if (rest[at] == '"')
            {
                rest = rest[(at + 1)..];
                return text.ToString();
            }

            if (rest[at] == '\\' && at + 1 < rest.Length)
            {
                at++;
                text.Append(rest[at] == 'n' ? '\n' : rest[at]);
            }
            else
            {
                text.Append(rest[at]);
            }
        }

        return null;
    }
}
