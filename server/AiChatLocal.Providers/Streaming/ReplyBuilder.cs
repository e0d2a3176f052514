using System.Buffers;
using System.Text.Json;
using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Streaming;

/// <summary>
/// Gathers what the frames of one read hold, so that tokens which arrived together become one update. Text is decoded straight from the
/// network's bytes into one pooled buffer: no token costs an allocation of its own.
/// </summary>
internal sealed class ReplyBuilder : IDisposable
{
    private readonly List<AIContent> _contents = [];
    private readonly ThinkTagSplitter _tags;
    private char[] _text = ArrayPool<char>.Shared.Rent(4096);
    private int _length;
    private bool _isThinking;
    private bool _hasText;

    public ReplyBuilder() => _tags = new(AppendChars);

    public UsageDetails? Usage { get; set; }

    public TimingContent? Timing { get; set; }

    public ChatFinishReason? FinishReason { get; set; }

    /// <summary>The model declined: the text says so in its own words.</summary>
    public bool IsRefused { get; set; }

    /// <summary>Why the answer is not what was asked for, where its end says so. Thrown when all that came has been told.</summary>
    public Problem? Problem { get; set; }

    /// <summary>Told at the end: a call is of no use before it is whole.</summary>
    public ToolCalls ToolCalls { get; } = new();

    /// <summary>The server has said that nothing follows.</summary>
    public bool IsComplete { get; set; }

    /// <summary>True once anything of the answer has come.</summary>
    public bool HasOutput => _hasText || !ToolCalls.IsEmpty;

    /// <summary>Takes the string that the reader stands at.</summary>
    public void Append(bool thinking, ref Utf8JsonReader reader)
    {
        if (!reader.ValueSpan.IsEmpty)
        {
            Append(thinking, reader.ValueSpan, reader.ValueIsEscaped);
        }
    }

    /// <param name="raw">The inside of a JSON string.</param>
    public void Append(bool thinking, ReadOnlySpan<byte> raw, bool isEscaped)
    {
        if (thinking || _tags.IsDone)
        {
            Begin(thinking, raw.Length);
            _length += Decode(raw, isEscaped, _text.AsSpan(_length));
            return;
        }

        var scratch = ArrayPool<char>.Shared.Rent(raw.Length);
        _tags.Append(scratch.AsSpan(0, Decode(raw, isEscaped, scratch)));
        ArrayPool<char>.Shared.Return(scratch);
    }

    public void Append(bool thinking, ReadOnlySpan<char> text)
    {
        if (thinking || _tags.IsDone)
        {
            AppendChars(thinking, text);
        }
        else
        {
            _tags.Append(text);
        }
    }

    /// <summary>What proves the thinking before it to the vendor who sent it; goes back unchanged.</summary>
    public void Signature(string signature)
    {
        FlushText(keepHalfPair: false);
        _contents.Add(new TextReasoningContent(null) { ProtectedData = signature });
    }

    /// <summary>Takes a call that came whole, in its place between what came before and after it.</summary>
    public void Add(FunctionCallContent call)
    {
        _tags.Flush();
        FlushText(keepHalfPair: false);
        _hasText = true;
        _contents.Add(call);
    }

    /// <summary>The phase and share that the server tells before its first token.</summary>
    public void Progress(ReplyPhase phase, double? fraction)
    {
        // Of the progress that came together only the newest tells anything.
        if (_contents is [.., ProgressContent])
        {
            _contents.RemoveAt(_contents.Count - 1);
        }

        _contents.Add(new ProgressContent(phase, fraction));
    }

    /// <summary>What has come since the last time; null: nothing.</summary>
    public ChatResponseUpdate? Take()
    {
        FlushText(keepHalfPair: true);
        return _contents.Count == 0 ? null : new(ChatRole.Assistant, TakeContents());
    }

    /// <summary>The last update: what was held back, the usage, the timing, the finish reason.</summary>
    public ChatResponseUpdate TakeEnd()
    {
        _tags.Flush();
        FlushText(keepHalfPair: false);
        _contents.AddRange(ToolCalls.Take());
        if (Usage is not null)
        {
            _contents.Add(new UsageContent(Usage));
        }

        if (Timing is not null)
        {
            _contents.Add(Timing);
        }

        return new(ChatRole.Assistant, TakeContents()) { FinishReason = IsRefused ? ChatFinishReason.ContentFilter : FinishReason ?? ChatFinishReason.Stop };
    }

    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_text);
        _text = [];
        _length = 0;
    }

    private static int Decode(ReadOnlySpan<byte> raw, bool isEscaped, Span<char> target) =>
        isEscaped ? JsonText.Decode(raw, target) : System.Text.Encoding.UTF8.GetChars(raw, target);

    private void AppendChars(bool thinking, ReadOnlySpan<char> text)
    {
        Begin(thinking, text.Length);
        text.CopyTo(_text.AsSpan(_length));
        _length += text.Length;
    }

    private void Begin(bool thinking, int room)
    {
        _hasText = true;
        if (thinking != _isThinking)
        {
            FlushText(keepHalfPair: false);
            _isThinking = thinking;
        }

        if (_text.Length - _length < room)
        {
            var larger = ArrayPool<char>.Shared.Rent(Math.Max(_text.Length * 2, _length + room));
            _text.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<char>.Shared.Return(_text);
            _text = larger;
        }
    }

    private void FlushText(bool keepHalfPair)
    {
        var kept = keepHalfPair && _length > 0 && char.IsHighSurrogate(_text[_length - 1]) ? 1 : 0;
        if (_length > kept)
        {
            var text = new string(_text, 0, _length - kept);
            _contents.Add(_isThinking ? new TextReasoningContent(text) : new TextContent(text));
        }

        if (kept == 1)
        {
            _text[0] = _text[_length - 1];
        }

        _length = kept;
    }

    private AIContent[] TakeContents()
    {
        AIContent[] contents = [.. _contents];
        _contents.Clear();
        return contents;
    }
}
