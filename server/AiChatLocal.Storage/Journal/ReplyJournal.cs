using System.Text;
using AiChatLocal.Core.Chats;
using AiChatLocal.Storage.Entities;

namespace AiChatLocal.Storage.Journal;

/// <summary>The record of one running reply: text that waits to be written, and what the writer has to do for it.</summary>
internal sealed class ReplyJournal(ReplyStart start, JournalWriter writer) : IReplyJournal
{
    // Past this much waiting text the reply waits for the disk.
    private const int MostWaiting = 1024 * 1024;

    // Characters of a piece: its string stays small enough for the heap that is cleared often.
    private const int PieceLength = 16 * 1024;
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<(int Ordinal, PartKind Kind, StringBuilder Text)> _waiting = [];
    private int _waitingLength;
    private int _ordinal = start.Reply.Parts.Count - 1;
    private PartKind _kind = start.Reply.Parts is [.., var last] ? EntityMapping.KindOf(last) : default;
    private ReplyEnd? _end;

    public ReplyStart Start { get; } = start;

    /// <summary>Set by the writer once the question and the empty reply are on disk.</summary>
    public bool IsStarted { get; set; }

    /// <summary>Set by the writer: the start of the answer's text.</summary>
    public StringBuilder LastWords { get; } = new();

    /// <summary>Attempts to write that failed in a row: text is kept for the next one, and the reply goes on.</summary>
    public int Failures { get; set; }

    public ValueTask AppendTextAsync(string text, CancellationToken cancellationToken) => AppendAsync(PartKind.Text, text, cancellationToken);

    public ValueTask AppendThinkingAsync(string text, CancellationToken cancellationToken) => AppendAsync(PartKind.Thinking, text, cancellationToken);

    public ValueTask AppendSignatureAsync(string data, CancellationToken cancellationToken) => AppendAsync(PartKind.Signature, data, cancellationToken);

    public Task CompleteAsync(ReplyEnd end, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _end = end;
        }

        writer.Wake(immediately: true);
        return _done.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Takes what waits; the end is in it when no text can follow.</summary>
    public (List<(int Ordinal, PartKind Kind, StringBuilder Text)> Pieces, ReplyEnd? End) Take()
    {
        lock (_gate)
        {
            var taken = _waiting;
            _waiting = [];
            _waitingLength = 0;
            return (taken, _end);
        }
    }

    /// <summary>Puts back what could not be written, before what came since.</summary>
    public void PutBack(List<(int Ordinal, PartKind Kind, StringBuilder Text)> pieces)
    {
        lock (_gate)
        {
            pieces.AddRange(_waiting);
            _waiting = pieces;
            _waitingLength = pieces.Sum(piece => piece.Text.Length);
        }
    }

    public void Finish(Exception? failure)
    {
        if (failure is null)
        {
            _done.TrySetResult();
        }
        else
        {
            _done.TrySetException(failure);
        }
    }

    private ValueTask AppendAsync(PartKind kind, string text, CancellationToken cancellationToken)
    {
        bool full;
        lock (_gate)
        {
            // Two signatures are two parts, also when nothing stands between them.
            if (_ordinal < 0 || kind != _kind || kind == PartKind.Signature)
            {
                _ordinal++;
                _kind = kind;
            }

            if (_waiting.Count == 0 || _waiting[^1].Ordinal != _ordinal || _waiting[^1].Text.Length >= PieceLength)
            {
                _waiting.Add((_ordinal, kind, new()));
            }

            _waiting[^1].Text.Append(text);
            _waitingLength += text.Length;
            full = _waitingLength > MostWaiting && Failures == 0;
        }

        writer.Wake(immediately: full);
        return full ? new(writer.WaitForPassAsync(cancellationToken)) : ValueTask.CompletedTask;
    }
}
