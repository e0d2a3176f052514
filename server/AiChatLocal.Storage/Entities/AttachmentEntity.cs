namespace AiChatLocal.Storage.Entities;

/// <summary>The bytes of a file that a message holds; the part which shows it has its id in its details.</summary>
internal sealed class AttachmentEntity
{
    public long Id { get; set; }

    public long MessageId { get; set; }

    public required string MediaType { get; set; }

    public required byte[] Data { get; set; }
}
