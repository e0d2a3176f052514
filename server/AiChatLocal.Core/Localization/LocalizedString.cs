using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Serialization;

namespace AiChatLocal.Core.Localization;

/// <summary>
/// A sentence for a user. It is written as an interpolated string, <c>$"There is no file {path}."</c>; its English words are its key in
/// the translations, <c>{0}</c> standing for what is put in, as with VS Code's <c>l10n.t</c>. It is said in the language of the moment
/// in which it is read.
/// </summary>
[InterpolatedStringHandler]
[JsonConverter(typeof(LocalizedStringConverter))]
public sealed class LocalizedString : IEquatable<LocalizedString>
{
    private readonly StringBuilder _key;
    private readonly List<(object? Value, string? Format)> _values;

    public LocalizedString(int literalLength, int formattedCount)
    {
        _key = new(literalLength + (3 * formattedCount));
        _values = new(formattedCount);
    }

    /// <summary>The English words, with <c>{0}</c>, <c>{1}</c> … for the values.</summary>
    public string Key => _key.ToString();

    /// <summary>Tells the compiler that an interpolated string is a sentence where nothing else does, as in the branches of a condition.</summary>
    public static LocalizedString T(LocalizedString sentence) => sentence;

    /// <summary>A sentence that stands in a data file rather than in the code.</summary>
    public static LocalizedString OfData(string english)
    {
        var sentence = new LocalizedString(english.Length, 0);
        sentence.AppendLiteral(english);
        return sentence;
    }

    /// <summary>Words that are not ours, or that were put into the user's language already: a server's own, a name, a stored sentence.</summary>
    public static LocalizedString Verbatim(string words) => $"{words}";

    /// <inheritdoc cref="Verbatim"/>
    [return: NotNullIfNotNull(nameof(words))]
    public static LocalizedString? VerbatimOrNull(string? words) => words is null ? null : Verbatim(words);

    /// <summary>Sentences one after the other; a null is left out.</summary>
    public static LocalizedString Together(params IEnumerable<LocalizedString?> sentences)
    {
        var together = new LocalizedString(0, 0);
        foreach (var sentence in sentences.OfType<LocalizedString>())
        {
            together.AppendLiteral(together._values.Count > 0 ? " " : "");
            together.AppendFormatted(sentence);
        }

        return together;
    }

    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator string?(LocalizedString? text) => text?.ToString();

    public void AppendLiteral(string words) => _key.Append(words);

    public void AppendFormatted<T>(T value, string? format = null)
    {
        _key.Append('{').Append(_values.Count).Append('}');
        _values.Add((value, format));
    }

    public override string ToString() => In(Language.Current);

    /// <summary>The sentence in a language; in English where it has no translation.</summary>
    public string In(Language language)
    {
        var words = language.Translate(Key).AsSpan();
        if (_values.Count == 0)
        {
            return words.ToString();
        }

        var said = new StringBuilder(words.Length);
        while (words.IndexOf('{') is >= 0 and var at)
        {
            said.Append(words[..at]);
            words = words[at..];
            var end = words.IndexOf('}');
            if (end > 1 && int.TryParse(words[1..end], out var index) && index < _values.Count)
            {
                said.Append(language.Say(_values[index].Value, _values[index].Format));
                words = words[(end + 1)..];
            }
            else
            {
                said.Append('{');
                words = words[1..];
            }
        }

        return said.Append(words).ToString();
    }

    public bool Equals(LocalizedString? other) => other is not null && ToString() == other.ToString();

    public override bool Equals(object? obj) => Equals(obj as LocalizedString);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
