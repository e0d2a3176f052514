using AiChatLocal.Storage.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiChatLocal.Storage.Configurations;

internal sealed class AttachmentConfiguration : IEntityTypeConfiguration<AttachmentEntity>
{
    public void Configure(EntityTypeBuilder<AttachmentEntity> builder)
    {
        builder.ToTable("attachments");
        builder.Property(attachment => attachment.Id).ValueGeneratedNever();
        builder.HasOne<MessageEntity>().WithMany().HasForeignKey(attachment => attachment.MessageId).OnDelete(DeleteBehavior.Cascade);
    }
}
