using System.Text;
using AiChatLocal.Protocol.Chat;

namespace AiChatLocal.Server.Features.Chat;

/// <summary>Text and thinking that wait to be sent in one delta. Appending is cheap, however much waits.</summary>
internal sealed class DeltaParts
{
    private readonly List<(bool IsThinking, StringBuilder Text)> _runs = [];
    private readonly bool _isThinking;
    private readonly string _first;

    private DeltaParts(bool isThinking, string text) => (_isThinking, _first) = (isThinking, text);

    public static DeltaParts Text(string text) => new(isThinking: false, text);

    public static DeltaParts Thinking(string text) => new(isThinking: true, text);

    /// <summary>Adds what came next to this and returns this.</summary>
    public DeltaParts Append(DeltaParts next)
    {
        if (_runs.Count == 0)
        {
            _runs.Add((_isThinking, new(_first)));
        }

        if (next._runs.Count == 0)
        {
            Append(next._isThinking, next._first);
        }

        foreach (var (isThinking, text) in next._runs)
        {
            Append(isThinking, text.ToString());
        }

        return this;
    }

    public IReadOnlyList<MessagePart> ToWire() =>
        _runs.Count == 0 ? [Part(_isThinking, _first)] : [.. _runs.Select(run => Part(run.IsThinking, run.Text.ToString()))];

    private void Append(bool isThinking, string text)
    {
        if (_runs[^1].IsThinking == isThinking)
        {
            _runs[^1].Text.Append(text);
        }
        else
        {
            _runs.Add((isThinking, new(text)));
        }
    }

    private static MessagePart Part(bool isThinking, string text) => isThinking ? new ThinkingPart(text) : new TextPart(text);
}
