using System.Globalization;
using System.Text.Json;

namespace AiChatLocal.Server.Features.Transfer.Import;

/// <summary>Looks into JSON whose shape is not certain: what is missing, or of another type, is null or empty.</summary>
internal static class JsonReading
{
    private static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static JsonElement? Member(this JsonElement? element, string name) => element?.Member(name);

    public static string? Text(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static string? Text(this JsonElement? element, string name) => element?.Text(name);

    public static bool Flag(this JsonElement element, string name) => element.Member(name) is { ValueKind: JsonValueKind.True };

    public static double? Number(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;

    public static double? Number(this JsonElement? element, string name) => element?.Number(name);

    public static int? Count(this JsonElement element, string name) => element.Number(name) is { } number and >= 0 and <= int.MaxValue ? (int)number : null;

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) => (element.Member(name) ?? default).Items();

    public static IEnumerable<JsonElement> Items(this JsonElement? element, string name) => element is { } known ? known.Items(name) : [];

    public static IEnumerable<JsonElement> Items(this JsonElement element) => element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];

    public static bool IsArray(this JsonElement element, string name) => element.Member(name) is { ValueKind: JsonValueKind.Array };

    public static bool IsObject(this JsonElement element, string name) => element.Member(name) is { ValueKind: JsonValueKind.Object };

    /// <summary>A time as programs write it: seconds or milliseconds since 1970, as a number or a text of digits, or ISO 8601.</summary>
    public static DateTimeOffset? Time(this JsonElement element, string name) => element.Member(name) switch
    {
        { ValueKind: JsonValueKind.Number } value when value.TryGetDouble(out var number) => FromNumber(number),
        { ValueKind: JsonValueKind.String } value => FromText(value.GetString()!),
        _ => null,
    };

    public static DateTimeOffset? Time(this JsonElement? element, string name) => element?.Time(name);

    private static DateTimeOffset? FromText(string text)
    {
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return FromNumber(number);
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time > DateTimeOffset.UnixEpoch && time < Latest
            ? time.ToUniversalTime()
            : null;
    }

    // 1e11 seconds are the year 5138, 1e11 milliseconds 1973; nanoseconds are written by some.
    private static DateTimeOffset? FromNumber(double number)
    {
        var milliseconds = number switch
        {
            < 1e11 => number * 1e3,
            < 1e14 => number,
            < 1e17 => number / 1e3,
            _ => number / 1e6,
        };
        return milliseconds > 0 && milliseconds < Latest.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds) : null;
    }
}
