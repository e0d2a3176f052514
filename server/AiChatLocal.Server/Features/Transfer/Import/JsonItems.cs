using System.Runtime.CompilerServices;
using System.Text.Json;

namespace AiChatLocal.Server.Features.Transfer.Import;

/// <param name="Index">Its place in the array, from 0; null: it is the whole file.</param>
internal sealed record JsonItem(JsonDocument Document, int? Index) : IDisposable
{
    public JsonElement Root => Document.RootElement;

    public void Dispose() => Document.Dispose();
}

/// <summary>
/// Reads the items of a JSON array one at a time, so that a large file takes no more memory than its largest item: the array that is the file,
/// or the chats of this program's own format. Any other file is one item.
/// </summary>
internal sealed class JsonItems(Stream stream, int mostItemBytes)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _isAtEnd;
    private JsonReaderState _state = new(new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 128 });

    private enum Step
    {
        More,
        Item,
        End,
    }

    /// <summary>Of this program's own format; null in any other file.</summary>
    public int? Version { get; private set; }

    /// <exception cref="JsonException">The file is damaged from here on.</exception>
    /// <exception cref="UnreadableException">An item is larger than any chat, or the file ends within one.</exception>
    public async IAsyncEnumerable<JsonItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await FillAsync(cancellationToken);
        SkipByteOrderMark();
        bool? isList;
        while ((isList = Open()) is null)
        {
            await MoreAsync(cancellationToken);
        }

        for (var index = 0; ; index++)
        {
            JsonDocument? document;
            Step step;
            while ((step = Next(isList.Value, out document)) == Step.More)
            {
                await MoreAsync(cancellationToken);
            }

            if (step == Step.End)
            {
                yield break;
            }

            yield return new(document!, isList.Value ? index : null);
            if (!isList.Value)
            {
                yield break;
            }
        }
    }

    /// <returns>True at the first item of a list; false at the start of a file that is one item; null when more bytes are needed to tell.</returns>
    private bool? Open()
    {
        var reader = Reader();
        if (!Advance(ref reader))
        {
            return null;
        }

        if (reader.TokenType == JsonTokenType.StartArray)
        {
            Keep(reader);
            return true;
        }

        return reader.TokenType == JsonTokenType.StartObject ? OpenOwn(ref reader) : false;
    }

    /// <summary>This program's own files begin with their format, so that they are told by their first bytes.</summary>
    private bool? OpenOwn(ref Utf8JsonReader reader)
    {
        int? version = null;
        for (var isFirst = true; ; isFirst = false)
        {
            if (!Advance(ref reader))
            {
                return null;
            }

            if (reader.TokenType != JsonTokenType.PropertyName || (isFirst && !reader.ValueTextEquals("format")))
            {
                return false;
            }

            var (isFormat, isVersion, isChats) = (reader.ValueTextEquals("format"), reader.ValueTextEquals("version"), reader.ValueTextEquals("chats"));
            if (!Advance(ref reader))
            {
                return null;
            }

            if (isFormat && (reader.TokenType != JsonTokenType.String || !reader.ValueTextEquals(Export.ChatFile.Format)))
            {
                return false;
            }

            if (isVersion && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number))
            {
                version = number;
            }

            if (isChats && version is not null && reader.TokenType == JsonTokenType.StartArray)
            {
                Version = version;
                Keep(reader);
                return true;
            }

            if (!reader.TrySkip())
            {
                return _isAtEnd ? throw Cut() : null;
            }
        }
    }

    private Step Next(bool isList, out JsonDocument? document)
    {
        document = null;
        var reader = Reader();
        if (isList)
        {
            if (!Advance(ref reader))
            {
                return Step.More;
            }

            if (reader.TokenType == JsonTokenType.EndArray)
            {
                return Step.End;
            }
        }

        if (!JsonDocument.TryParseValue(ref reader, out document))
        {
            return _isAtEnd ? throw Cut() : Step.More;
        }

        Keep(reader);
        return Step.Item;
    }

    private Utf8JsonReader Reader() => new(_buffer.AsSpan(_start, _end - _start), _isAtEnd, _state);

    private bool Advance(ref Utf8JsonReader reader) => reader.Read() || (_isAtEnd ? throw Cut() : false);

    private void Keep(Utf8JsonReader reader)
    {
        _start += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
    }

    private async Task MoreAsync(CancellationToken cancellationToken)
    {
        if (_isAtEnd)
        {
            throw Cut();
        }

        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= mostItemBytes)
            {
                throw new UnreadableException($"It is larger than any chat.");
            }

            Array.Resize(ref _buffer, (int)Math.Min(_buffer.Length * 2L, mostItemBytes));
        }

        await FillAsync(cancellationToken);
    }

    // As much as there is room for: what is incomplete is parsed again from its start, so that each try has twice the bytes of the one before.
    private async Task FillAsync(CancellationToken cancellationToken)
    {
        var wanted = _buffer.Length - _end;
        var read = await stream.ReadAtLeastAsync(_buffer.AsMemory(_end), wanted, throwOnEndOfStream: false, cancellationToken);
        _end += read;
        _isAtEnd = read < wanted;
    }

    private void SkipByteOrderMark()
    {
        if (_buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8))
        {
            _start = 3;
        }
    }

    private static UnreadableException Cut() => new($"The file ends in the middle of a value.");
}
