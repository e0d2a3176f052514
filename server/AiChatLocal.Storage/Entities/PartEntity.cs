namespace AiChatLocal.Storage.Entities;

internal enum PartKind
{
    Text,
    Thinking,
    Selection,
    Image,
    Signature,
}

internal sealed class PartEntity
{
    /// <summary>Grows with time: the newest parts have the greatest ids, which bounds the ranking of a search.</summary>
    public long Id { get; set; }

    public long MessageId { get; set; }

    /// <summary>
    /// Counts from 0 without gaps. Rows of one message with the same ordinal are one part, whose text continues from row to row.
    /// </summary>
    public int Ordinal { get; set; }

    public PartKind Kind { get; set; }

    public required string Text { get; set; }

    /// <summary>JSON of what a part has beyond its text: a selection's file, language and lines; a picture's attachment.</summary>
    public string? Details { get; set; }
}
