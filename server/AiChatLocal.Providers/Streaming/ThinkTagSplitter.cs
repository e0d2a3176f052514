namespace AiChatLocal.Providers.Streaming;

/// <summary>
/// Parts thinking that a model writes into its answer as <c>&lt;think&gt;…&lt;/think&gt;</c> from the answer. Only tags at the beginning of a
/// reply count: behind the first word of an answer the same letters are something that the model talks about. A missing opening tag is
/// not guessed.
/// </summary>
internal sealed class ThinkTagSplitter(Action<bool, ReadOnlySpan<char>> append)
{
    private const string Open = "<think>";
    private const string Close = "</think>";

    private enum State
    {
        Beginning,
        Thinking,
        AfterThinking,
        Answer,
    }

    private State _state;
    private string _held = "";

    /// <summary>True once the answer has begun; from then on text needs no look.</summary>
    public bool IsDone => _state == State.Answer;

    public void Append(ReadOnlySpan<char> text)
    {
        var joined = _held.Length == 0 ? text : string.Concat(_held, text);
        _held = "";
        while (!joined.IsEmpty)
        {
            joined = _state switch
            {
                State.Thinking => ReadThinking(joined),
                State.Answer => Hand(thinking: false, joined),
                _ => ReadBeginning(joined),
            };
        }
    }

    /// <summary>At the end of the reply: what was held back because it might have become a tag.</summary>
    public void Flush()
    {
        if (_held.Length > 0)
        {
            append(_state == State.Thinking, _held);
            _held = "";
        }
    }

    private ReadOnlySpan<char> ReadBeginning(ReadOnlySpan<char> text)
    {
        var visible = text.TrimStart();
        if (visible.StartsWith(Open, StringComparison.Ordinal))
        {
            _state = State.Thinking;
            return visible[Open.Length..];
        }

        // The white space between the thinking and the answer belongs to neither.
        var kept = _state == State.AfterThinking ? visible : text;
        if (Open.AsSpan().StartsWith(visible, StringComparison.Ordinal))
        {
            _held = kept.ToString();
            return default;
        }

        _state = State.Answer;
        return kept;
    }

    private ReadOnlySpan<char> ReadThinking(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf(Close, StringComparison.Ordinal);
        if (end >= 0)
        {
            Hand(thinking: true, text[..end]);
            _state = State.AfterThinking;
            return text[(end + Close.Length)..];
        }

        var held = Math.Min(Close.Length - 1, text.Length);
        while (!Close.AsSpan().StartsWith(text[^held..], StringComparison.Ordinal))
        {
            held--;
        }

        Hand(thinking: true, text[..^held]);
        _held = text[^held..].ToString();
        return default;
    }

    private ReadOnlySpan<char> Hand(bool thinking, ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty)
        {
            append(thinking, text);
        }

        return default;
    }
}
