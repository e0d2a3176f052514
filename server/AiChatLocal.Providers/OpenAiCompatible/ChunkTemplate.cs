using System.Text.Json;

namespace AiChatLocal.Providers.OpenAiCompatible;

/// <summary>Where in a chunk its text stands, and whether there is more in it than one text.</summary>
internal ref struct ChunkTexts
{
    public bool IsThinking { get; private set; }

    public bool HasMore { get; set; }

    /// <summary>Of the inside of the string; negative: no text.</summary>
    public int Start { get; private set; }

    public int End { get; private set; }

    public ChunkTexts() => Start = -1;

    public void Add(bool thinking, in Utf8JsonReader reader)
    {
        HasMore |= Start >= 0;
        IsThinking = thinking;
        Start = (int)reader.TokenStartIndex + 1;
        End = (int)reader.BytesConsumed - 1;
    }
}

/// <summary>
/// The chunks of a reply are the same bytes but for the text in them. A chunk that begins and ends as the last one did, with nothing in
/// between that could end a JSON string or escape in it, can mean only that text, so it needs no parsing: comparing bytes is several
/// times faster.
/// </summary>
internal sealed class ChunkTemplate
{
    /// <summary>After so many chunks in a row that match nothing, the server numbers or times its chunks and learning is in vain.</summary>
    private const int MaxMisses = 32;

    private byte[] _bytes = [];
    private int _prefix;
    private int _suffix;
    private int _misses;

    public bool IsThinking { get; private set; }

    public bool TryMatch(ReadOnlySpan<byte> chunk, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (_prefix == 0 || chunk.Length < _prefix + _suffix || !chunk.StartsWith(_bytes.AsSpan(0, _prefix))
            || !chunk.EndsWith(_bytes.AsSpan(_prefix, _suffix)))
        {
            return false;
        }

        text = chunk[_prefix..^_suffix];
        _misses = 0;
        return !text.ContainsAny((byte)'"', (byte)'\\') && !text.ContainsAnyInRange((byte)0, (byte)0x1F);
    }

    public void Learn(ReadOnlySpan<byte> chunk, ChunkTexts texts)
    {
        if (texts.HasMore || texts.Start < 0 || texts.Start == texts.End || _misses > MaxMisses)
        {
            return;
        }

        _misses++;
        _prefix = texts.Start;
        _suffix = chunk.Length - texts.End;
        IsThinking = texts.IsThinking;
        if (_bytes.Length < _prefix + _suffix)
        {
            _bytes = new byte[_prefix + _suffix];
        }

        chunk[.._prefix].CopyTo(_bytes);
        chunk[texts.End..].CopyTo(_bytes.AsSpan(_prefix));
    }
}
