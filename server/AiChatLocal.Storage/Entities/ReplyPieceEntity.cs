namespace AiChatLocal.Storage.Entities;

/// <summary>Text of a reply that still runs. At its end the pieces become its parts.</summary>
internal sealed class ReplyPieceEntity
{
    public long Id { get; set; }

    public long MessageId { get; set; }

    /// <summary>Of the part that the piece belongs to.</summary>
    public int Ordinal { get; set; }

    public PartKind Kind { get; set; }

    public required string Text { get; set; }
}
