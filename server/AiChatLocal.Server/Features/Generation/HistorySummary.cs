using System.Collections.Concurrent;
using System.Text;
using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Core.Generation;
using AiChatLocal.Core.Providers;
using AiChatLocal.Server.Features.Chat;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Server.Features.Generation;

/// <summary>
/// Lets a model put the oldest messages of a chat into a few sentences, piece by piece, so that any length gets through its window. A summary
/// is remembered while this process runs: the next question needs only what was left out since.
/// </summary>
internal sealed class HistorySummary
{
    /// <summary>The longest that a summary is.</summary>
    public const int Tokens = 400;

    private const int BytesPerToken = 4;

    private const string Task =
        "Summarise the conversation below for somebody who has to go on with it: facts, decisions, names, code that matters, open questions. "
        + "At most 250 words. Write the summary alone.";

    private readonly ConcurrentDictionary<(EntityId Last, string Model), string> _known = new();

    /// <param name="scale">By how much the tokens of this conversation differ from the usual bytes of one.</param>
    public async Task<string> OfAsync(
        IChatClient client, string model, IReadOnlyList<Message> left, ContextUse use, double scale, CancellationToken cancellationToken)
    {
        var from = left.Count;
        var summary = "";
        for (var i = left.Count - 1; i >= 0 && summary.Length == 0; i--)
        {
            if (_known.TryGetValue((left[i].Id, model), out var known))
            {
                (summary, from) = (known, i + 1);
            }
        }

        var rest = Text(summary.Length == 0 ? left : left.Skip(from));
        var room = Math.Max(64, (int)(Math.Max(256, use.Window - (3 * Tokens)) * BytesPerToken * 3 / 4 / Math.Max(1, scale)));
        for (var at = 0; at < rest.Length; at += room)
        {
            var piece = rest.AsSpan(at, Math.Min(room, rest.Length - at)).ToString();
            ChatMessage[] messages =
            [
                new(ChatRole.System, Task),
                new(ChatRole.User, summary.Length == 0 ? piece : $"What came before, summarised: {summary}\n\n{piece}"),
            ];
            var answer = await client.GetResponseAsync(messages, new() { MaxOutputTokens = Tokens, ContextLength = use.Window }, cancellationToken);
            summary = answer.Text.Trim();
        }

        _known[(left[^1].Id, model)] = summary;
        return summary;
    }

    private static string Text(IEnumerable<Message> messages)
    {
        var text = new StringBuilder();
        foreach (var message in messages)
        {
            text.Append(message.Role == MessageRole.User ? "User: " : "Assistant: ").Append(Prompt.Render(message.Parts)).Append("\n\n");
        }

        return text.ToString();
    }
}
