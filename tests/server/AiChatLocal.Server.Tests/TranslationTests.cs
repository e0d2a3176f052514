using System.Text.Json;
using System.Text.RegularExpressions;
using AiChatLocal.Core;
using AiChatLocal.Core.Localization;
using AiChatLocal.Providers;
using AiChatLocal.Server.Hosting;
using AiChatLocal.Server.Tests.Support;
using AiChatLocal.Storage;

namespace AiChatLocal.Server.Tests;

/// <summary>Whatever the sidecar can say to a user, it can say in German.</summary>
public sealed partial class TranslationTests
{
    private static readonly Language German = Language.Find("de-AT");

    private static readonly HashSet<string> Sentences =
    [
        .. new[] { typeof(Problem), typeof(ProvidersModule), typeof(Database), typeof(ProductVersion) }
            .SelectMany(type => CompiledSentences.In(type.Assembly)).Where(key => Letters().IsMatch(Placeholder().Replace(key, ""))),
        .. InTheCatalogue(),
    ];

    [Fact]
    public void Each_sentence_has_a_translation() => Assert.Empty(Sentences.Except(German.Keys).Order(StringComparer.Ordinal));

    [Fact]
    public void Each_translation_is_of_a_sentence() => Assert.Empty(German.Keys.Except(Sentences).Order(StringComparer.Ordinal));

    [Fact]
    public void A_translation_puts_in_what_its_sentence_puts_in() => Assert.DoesNotContain(
        German.Keys, key => !Values(key).SequenceEqual(Values(German.Translate(key))));

    [Fact]
    public void Commands_settings_and_variables_are_not_translated() => Assert.DoesNotContain(
        German.Keys, key => !Fixed(key).SequenceEqual(Fixed(German.Translate(key))));

    [Fact]
    public void A_sentence_is_said_in_the_language_of_the_moment_with_the_numbers_of_that_language()
    {
        var name = LocalizedString.Verbatim("Ollama {0}");
        LocalizedString silence = $"{name} sent nothing for {1.5:0.#} s.";
        Assert.Equal("Ollama {0} sent nothing for 1.5 s.", silence.ToString());
        Assert.Equal("Ollama {0} hat 1,5 s lang nichts gesendet.", silence.In(German));
        Assert.Equal("{0} sent nothing for {1} s.", silence.Key);
    }

    [Fact]
    public void A_sentence_within_a_sentence_is_translated_too()
    {
        LocalizedString page = $"a web page";
        LocalizedString answered = $"{"Lab"} answered with {page}.";
        Assert.Equal("Lab hat mit einer Webseite geantwortet.", answered.In(German));
        Assert.Equal("Lab answered with a web page.", answered.In(Language.English));
    }

    [Fact]
    public void What_nobody_translated_is_said_in_English()
    {
        LocalizedString unknown = $"Nobody says {"{1}"} {{here}}.";
        Assert.Equal("Nobody says {1} {here}.", unknown.In(German));
        Assert.Equal(("de", "en"), (German.Tag, Language.Find("fr").Tag));
        Assert.Same(Language.English, Language.Find("fr"));
        Assert.Same(Language.English, Language.Find(null));
    }

    private static IEnumerable<string> InTheCatalogue()
    {
        using var stream = typeof(ProvidersModule).Assembly.GetManifestResourceStream("AiChatLocal.Providers.Embedded.catalogue.json")!;
        using var catalogue = JsonDocument.Parse(stream);
        return [.. catalogue.RootElement.EnumerateArray().Select(model => model.GetProperty("description").GetString()!)];
    }

    private static IEnumerable<string> Values(string sentence) => Placeholder().Matches(sentence).Select(match => match.Value).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Fixed(string sentence) => Names().Matches(sentence).Select(match => match.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\p{L}{2}")]
    private static partial Regex Letters();

    [GeneratedRegex(@"`[^`]+`|--[a-z][a-z-]+|\b[A-Z]+(?:_[A-Z]+)+\b|\baiChatLocal\.\w+")]
    private static partial Regex Names();
}
