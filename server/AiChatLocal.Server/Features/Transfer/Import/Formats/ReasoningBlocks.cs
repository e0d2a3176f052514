using System.Text.RegularExpressions;
using AiChatLocal.Core.Chats;
using AiChatLocal.Server.Features.Transfer.Export;

namespace AiChatLocal.Server.Features.Transfer.Import.Formats;

/// <summary>Takes what a model thought out of an answer, where a program has written it as HTML or between tags.</summary>
internal static partial class ReasoningBlocks
{
    public static IEnumerable<Part> Split(string content)
    {
        var end = 0;
        foreach (var block in Block().Matches(content).Cast<Match>())
        {
            foreach (var part in Texts.Text(content[end..block.Index].Trim('\n')).Concat(Texts.Thinking(Thought(block))))
            {
                yield return part;
            }

            end = block.Index + block.Length;
        }

        foreach (var part in Texts.Text(content[end..].TrimStart('\n')))
        {
            yield return part;
        }
    }

    // Open WebUI writes it as a quotation whose characters are those of HTML.
    private static string Thought(Match block) => block.Groups["tagged"] is { Success: true } tagged
        ? tagged.Value.Trim()
        : Html.Decode(string.Join('\n', block.Groups["quoted"].Value.Trim('\n').Split('\n').Select(Unquoted))).Trim();

    private static string Unquoted(string line) => line switch
    {
        ['&', 'g', 't', ';', .. var rest] => rest.TrimStart(' '),
        ['>', ' ', .. var rest] => rest,
        ['>', .. var rest] => rest,
        _ => line,
    };

    [GeneratedRegex(
        """<details\b[^>]*\btype="reasoning"[^>]*>\s*(<summary>[^<]*</summary>)?(?<quoted>.*?)</details>|\A\s*<think>(?<tagged>.*?)</think>""",
        RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Block();
}
