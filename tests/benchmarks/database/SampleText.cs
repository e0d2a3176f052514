namespace Database;

/// <summary>
/// Deterministic text whose words are as unequal as those of a language (Zipf's law), with words and a phrase of known rarity in it.
/// </summary>
internal sealed class SampleText(int seed)
{
    public const string CommonWord = "ba";
    public const string Phrase = "amber lattice";
    public const int RareWords = 10;

    /// <summary>A message in so many holds the phrase, another in so many a rare word.</summary>
    private const int PhraseEvery = 2000, RareEvery = 1000;

    private static readonly string[] Vocabulary = MakeVocabulary(20_000);
    private static readonly double[] Cumulative = MakeCumulative(Vocabulary.Length);
    private readonly Random _random = new(seed);

    public static string RareWord(int index) => $"qzr{(char)('a' + index)}x";

    /// <param name="words">How long.</param>
    /// <param name="message">The number of the message, which decides whether it holds the phrase or a rare word.</param>
    public string Next(int words, int message)
    {
        var chosen = new string[words];
        for (var i = 0; i < words; i++)
        {
            var found = Array.BinarySearch(Cumulative, _random.NextDouble());
            chosen[i] = Vocabulary[Math.Min(Vocabulary.Length - 1, found < 0 ? ~found : found)] + (i % 13 == 12 ? "." : "");
        }

        if (message % RareEvery == 0)
            chosen[_random.Next(words)] = RareWord(message / RareEvery % RareWords);
        if (message % PhraseEvery == 1)
            chosen[_random.Next(words)] = Phrase;
        return string.Join(' ', chosen);
    }

    private static string[] MakeVocabulary(int size)
    {
        string[] onsets = ["b", "c", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "pl"];
        string[] vowels = ["a", "e", "i", "o", "u", "ea", "ou"];
        string[] codas = ["", "n", "r", "s", "t", "l", "ck"];
        var random = new Random(1);
        var words = new List<string> { CommonWord };
        var known = new HashSet<string>(words);
        while (words.Count < size)
        {
            var syllables = words.Count < 200 ? random.Next(1, 3) : random.Next(2, 4);
            var word = string.Concat(Enumerable.Range(0, syllables).Select(_ => Pick(onsets) + Pick(vowels) + Pick(codas)));
            if (known.Add(word))
                words.Add(word);
        }

        return [.. words];

        string Pick(string[] from) => from[random.Next(from.Length)];
    }

    private static double[] MakeCumulative(int size)
    {
        var sums = new double[size];
        var sum = 0.0;
        for (var i = 0; i < size; i++)
            sums[i] = sum += 1.0 / (i + 2.7);
        return [.. sums.Select(value => value / sum)];
    }
}
