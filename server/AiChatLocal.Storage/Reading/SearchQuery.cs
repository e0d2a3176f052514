using System.Text;

namespace AiChatLocal.Storage.Reading;

/// <summary>Turns what a person types into an FTS5 query. Any text is valid: every word is quoted, so that no operator is left.</summary>
internal static class SearchQuery
{
    /// <summary>A beginning of one letter would match a good part of all words; it has to be the whole word.</summary>
    private const int ShortestBeginning = 2;

    /// <returns>Null when there is nothing to search for.</returns>
    public static string? Parse(string text)
    {
        var query = new StringBuilder();
        var open = true;
        foreach (var (word, isPhrase) in Words(text))
        {
            if (query.Length > 0)
            {
                query.Append(' ');
            }

            query.Append('"').Append(word).Append('"');
            open = !isPhrase && word.Length >= ShortestBeginning;
        }

        if (query.Length == 0)
        {
            return null;
        }

        // The last word may still be being typed.
        return open ? query.Append('*').ToString() : query.ToString();
    }

    private static IEnumerable<(string Word, bool IsPhrase)> Words(string text)
    {
        var runs = text.Replace('\0', ' ').Split('"');
        for (var i = 0; i < runs.Length; i++)
        {
            // Between two quotes stands a phrase; an odd last quote opens none.
            if (i % 2 == 1 && i < runs.Length - 1)
            {
                if (HasLetter(runs[i]))
                {
                    yield return (runs[i].Trim(), true);
                }

                continue;
            }

            foreach (var word in runs[i].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(HasLetter))
            {
                yield return (word, false);
            }
        }
    }

    // What the tokenizer drops altogether would match nothing and everything.
    private static bool HasLetter(string text) => text.EnumerateRunes().Any(Rune.IsLetterOrDigit);
}
