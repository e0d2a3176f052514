using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiChatLocal.Core.Localization;

/// <summary>What sentences are said in: English, or one of the translations in this folder, <c>de.json</c>: from the English words to the other ones.</summary>
public sealed class Language
{
    public static readonly Language English = new("en", CultureInfo.InvariantCulture.NumberFormat, new Dictionary<string, string>());
    private readonly NumberFormatInfo _numbers;
    private readonly IReadOnlyDictionary<string, string> _words;

    private Language(string tag, NumberFormatInfo numbers, IReadOnlyDictionary<string, string> words)
    {
        Tag = tag;
        _numbers = numbers;
        _words = words;
    }

    /// <summary>The language of this process, which serves one client.</summary>
    public static Language Current { get; private set; } = English;

    /// <summary>Its tag of BCP 47.</summary>
    public string Tag { get; }

    /// <summary>The English sentences that have a translation.</summary>
    public IEnumerable<string> Keys => _words.Keys;

    /// <summary>Speaks the client's language from now on.</summary>
    /// <param name="locale">A tag of BCP 47, such as <c>de</c> or <c>de-AT</c>; English is spoken for one that has no translation, and for none.</param>
    public static void Use(string? locale) => Current = Find(locale);

    /// <inheritdoc cref="Use"/>
    public static Language Find(string? locale) => locale?.Split('-', '_')[0].ToLowerInvariant() switch
    {
        "de" => new("de", new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." }, Read("de.json")),
        _ => English,
    };

    public string Translate(string key) => _words.TryGetValue(key, out var words) ? words : key;

    internal string? Say(object? value, string? format) => value switch
    {
        LocalizedString text => text.In(this),
        IFormattable number => number.ToString(format, _numbers),
        _ => value?.ToString(),
    };

    private static Dictionary<string, string> Read(string name)
    {
        using var stream = typeof(Language).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        return JsonSerializer.Deserialize(stream, LanguageJson.Default.DictionaryStringString) ?? throw new InvalidOperationException($"{name} is null.");
    }
}

[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class LanguageJson : JsonSerializerContext;
